import { useEffect, useMemo, useState, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useNotify, useTranslate } from 'react-admin';
import { draftKey } from '../../../server/domain/draft-key.ts';
import { useRuns } from '../../checks/use-runs.ts';
import { DraftNote } from '../../drafts/DraftNote.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useZone } from '../../fields/Moment.tsx';
import { ProblemNote } from '../../fields/ProblemNote.tsx';
import { SendScheduleDialog } from '../../scheduling/SendScheduleDialog.tsx';
import { readError, type ReadError } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';
import { UncomparedNote } from '../../documents/UncomparedNote.tsx';
import { useDesk, type CaseAction } from '../case-page/case-context.ts';
import { ActField } from './ActField.tsx';
import { LetterPane } from './LetterPane.tsx';
import { ObstacleList } from './ObstacleList.tsx';
import { existingIdFrom, proposalsFor } from './proposals.ts';
import { askedOf, fieldsOf, keptOver, knownTo, missingLabels, startValues, toInput, type FieldKind, type Values } from './schema-fields.ts';

interface Props { action: CaseAction; onClose?: (() => void) | undefined; /** Values that are already known. */ proposals?: Values | undefined; /** Drawn inside a workspace instead of the panel. */ inline?: boolean }

/** Of the width of a line; every other kind takes a whole one. */
const SHARE: Partial<Record<FieldKind, string>> = { waktu: '2 1 200px', tanggal: '2 1 200px', angka: '1 1 110px' };

/** One intent: only its fields, what stands against it, the letters it sends, and one button that says what happens. */
export function ActForm({ action, onClose, proposals, inline = false }: Props) {
  const say = useSay();
  const translate = useTranslate();
  const notify = useNotify();
  const zone = useZone();
  const { view, act, pending, reload, goTo, drawInline } = useDesk();
  const fields = useMemo(() => fieldsOf(action.input), [action.input]);
  useEffect(() => {
    // What a workspace draws of itself never stands in the panel.
    if (!inline || action.embedded) return undefined;
    drawInline(action.id);
    return () => { drawInline(null); };
  }, [inline, action.id, action.embedded, drawInline]);
  const runs = useRuns(['lpse', 'userId'].every((key) => fields.some((field) => field.key === key)));
  const [typed, setTyped] = useState<Values>({});
  // A field keeps half a date to itself: with another draft, or none, it begins anew.
  const [edition, setEdition] = useState(0);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [asking, setAsking] = useState(false);
  const draft = useDraft(view.id, action.letters.length > 0 ? 'surat' : 'tindakan', draftKey(action.id, {}), typed);
  // What the person typed wins over what he had typed before; what is only proposed follows the file.
  const values = { ...keptOver(startValues(fields, proposalsFor(fields, view, { ...knownTo(action.input, existingIdFrom(runs)), ...proposals })), knownTo(action.input, draft.kept)), ...typed };
  const missing = missingLabels(fields, values);
  const input = toInput(fields, values, zone);
  const blocked = action.obstacles.length > 0;
  const count = fields.filter((field) => field.kind === 'kekurangan').map((field) => (values[field.key] as unknown[]).length)[0];
  const invitation = action.letters.find((letter) => letter.invites);
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    if (invitation) setAsking(true);
    else send();
  };
  const send = () => {
    setAsking(false);
    setProblem(null);
    act(action.id, input).then(() => {
      notify(say('ui.tindakan.selesai', { aksi: action.label }), { type: 'success' });
      draft.done();
      setTyped({});
      onClose?.();
    }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box
      component="form" onSubmit={ask} noValidate data-ref={inline ? `aksi-${action.id}` : undefined} tabIndex={-1}
      sx={{ display: 'grid', gridTemplateColumns: action.letters.length > 0 ? 'minmax(0, 1fr) minmax(0, 1fr)' : 'minmax(0, 1fr)', gap: 2, outlineOffset: 2 }}
    >
      <Stack spacing={1.5} sx={{ minWidth: 0 }}>
        {blocked && <ObstacleList obstacles={action.obstacles} />}
        {action.to !== 'tetap' && <UncomparedNote />}
        {/* A time and its length share a line where there is room. */}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, rowGap: 1.5, alignItems: 'flex-start', '&:empty': { display: 'none' } }}>
          {askedOf(fields, values).map((field) => (
            <Box key={`${field.key} ${edition}`} sx={{ flex: SHARE[field.kind] ?? '1 1 100%', minWidth: 0 }}>
              <ActField field={field} value={values[field.key]} values={values} errors={problem?.errors}
                onChange={(value, more) => { setTyped((before) => ({ ...before, ...more, [field.key]: value })); }} />
            </Box>
          ))}
        </Box>
        <ProblemNote problem={problem} known={fields.map((field) => field.key)} onReload={reload} onFix={goTo} />
        {fields.length > 0 && <DraftNote draft={draft} onReset={() => { setTyped({}); setEdition((before) => before + 1); }} />}
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" size="large" color={action.tone === 'bahaya' ? 'error' : 'primary'} disabled={blocked || missing.length > 0} loading={pending === action.id} autoFocus={!inline && fields.length === 0 && !blocked}>
            {count === undefined ? action.label : say('ui.tindakan.dengan_jumlah', { aksi: action.label, n: count })}
          </Button>
          {onClose && <Button onClick={onClose}>{say('ui.batal')}</Button>}
          <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
            {missing.length > 0 ? say('ui.tindakan.kurang', { isian: missing.join(', ') })
              : action.to !== 'tetap' ? say('ui.tindakan.pindah', { tempat: translate(`tempat.${action.to}`) }) : ''}
          </Box>
        </Box>
      </Stack>
      {asking && invitation && <SendScheduleDialog caseId={view.id} version={view.version} action={action.id} letter={invitation.id} input={input} onSend={send} onClose={() => { setAsking(false); }} />}
      {action.letters.length > 0 && <LetterPane caseId={view.id} version={view.version} action={action.id} letters={action.letters} input={input} ready={missing.length === 0} />}
    </Box>
  );
}
