import { useCallback, useState } from 'react';
import { ArrivedDrafts } from '../../counter/arrived-drafts.ts';
import { UploadLinkPanel } from '../../counter/UploadLinkPanel.tsx';
import { useUploadLink, type OnMove } from '../../counter/use-upload-link.ts';
import { InboundOfCase } from '../../mail/InboundOfCase.tsx';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { z } from 'zod';
import type { InboundItem, mailListItem } from '../../../server/domain/contract/mail.ts';
import { MailText } from '../../mail/MailRow.tsx';
import { Moment } from '../../fields/Moment.tsx';
import { useDataProvider } from 'react-admin';
import { useQuery } from '@tanstack/react-query';
import { mayCall } from '../../provider/auth-provider.ts';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { useMe } from '../../provider/use-me.ts';
import { useSay } from '../../provider/use-say.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { useDesk } from '../case-page/case-context.ts';
import { useCaseRows } from '../case-page/use-case-desk.ts';

/** The applicant's turn: what was asked, and a way to file what comes back by another road than the link. */
export function WaitingSpace() {
  const say = useSay();
  const { view } = useDesk();
  const [fromMail, setFromMail] = useState<Record<string, string>>({});
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const mayAsk = me !== undefined && mayCall(me.roles, 'POST /api/upload-requests');
  const asksDocuments = (view.repair?.documents.length ?? 0) > 0;
  const open = useQuery({ queryKey: ['permintaan-unggah-terbuka', view.id], enabled: mayAsk && asksDocuments, queryFn: () => provider.uploadRequests({ closed: false, caseId: view.id }) });
  const [takenBack, setTakenBack] = useState<readonly string[]>([]);
  // The form of the repair takes what comes by itself.
  const link = useUploadLink(open.data?.[0]?.id ?? null, useCallback<OnMove>((_came, gone) => { if (gone.length > 0) setTakenBack((before) => [...before, ...gone]); }, []));
  const channel = link.request && link.request.files.length > 0 ? link.request.channel : undefined;
  const mails = useCaseRows<z.output<typeof mailListItem>>(view.id, 'emails', { field: 'createdAt', order: 'DESC' });
  const asked = mails.data?.find((mail) => mail.letterId !== null && mail.createdAt >= view.placeEnteredAt) ?? mails.data?.[0];
  const filing = view.actions.find((action) => action.tone === 'utama' && !action.embedded);
  const inbound = useCaseRows<InboundItem>(view.id, 'inbound-mails', { field: 'receivedAt', order: 'DESC' });
  // What came by mail waits for a hand: it goes before what was asked.
  const byMail = inbound.data?.some((mail) => mail.state === 'baru') ?? false;
  const whatWasAsked = asked && (
    <Box component="section" sx={{ mb: 2 }} aria-label={asked.kindLabel}>
      <Box component="h2" sx={{ typography: 'h3', m: 0 }}>{say('ui.menunggu.diminta')}</Box>
      <MailText id={asked.id} />
    </Box>
  );
  return (
    <>
      <Alert severity="info" sx={{ mb: 1.5 }}>{say('ui.menunggu.sejak')} <Moment at={view.placeEnteredAt} shown="lengkap" />. {say('ui.menunggu.jam_berhenti')}{view.repair?.dueAt && <Box sx={{ fontWeight: 600 }}>{say('ui.menunggu.batas')} <Moment at={view.repair.dueAt} shown="lengkap" />{view.repair.dueProvisional && ` (${say('ui.tenggat.sementara')})`}</Box>}</Alert>
      {view.repair?.expiryProposed && <Alert severity="warning" sx={{ mb: 1.5 }}>{say('ui.menunggu.usul_kedaluwarsa')}</Alert>}
      {!byMail && whatWasAsked}
      {filing && (
        <Box component="section" aria-label={filing.label}>
          <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{say('ui.menunggu.catat')}</Box>
          <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', mb: 1 }}>{say('ui.menunggu.catat_penjelasan')}</Box>
          <InboundOfCase chosen={fromMail} onChoose={setFromMail} />
          {asksDocuments && mayAsk && <Box sx={{ mb: 1.5 }}><UploadLinkPanel link={link} asking={{ caseId: view.id, documents: view.documentKinds.filter(({ kind }) => view.repair?.documents.includes(kind)) }} /></Box>}
          <ArrivedDrafts value={{ arrived: link.arrived, gone: takenBack }}>
            <ActForm key={JSON.stringify(fromMail)} action={filing} inline proposals={Object.keys(fromMail).length > 0 ? { dokumen: fromMail, asalDokumen: Object.fromEntries(Object.keys(fromMail).map((kind) => [kind, 'email'])), asal: 'email' } : channel ? { asal: channel } : {}} />
          </ArrivedDrafts>
        </Box>
      )}
      {byMail && whatWasAsked}
    </>
  );
}
