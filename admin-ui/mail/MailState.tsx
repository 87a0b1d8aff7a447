import Chip from '@mui/material/Chip';

const COLOR: Record<string, 'default' | 'success' | 'warning' | 'error'> = { sent: 'success', queued: 'default', sending: 'default', deferred: 'warning', failed: 'error', bounced: 'error', held: 'warning' };

export function MailState({ state, label }: { state: string; label: string }) {
  return <Chip variant="outlined" color={COLOR[state] ?? 'default'} label={label} />;
}
