import { Component, type ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';

interface Props { sentence: string; retry: string; children: ReactNode }

/** A page that breaks says so in its own place; bar and menu stay usable. */
export class BreakGuard extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    // A new version of the pages may have replaced the chunk that was asked for: only a reload helps then.
    return <Alert severity="error" sx={{ mt: 2 }} action={<Button color="inherit" onClick={() => { window.location.reload(); }}>{this.props.retry}</Button>}>{this.props.sentence}</Alert>;
  }
}
