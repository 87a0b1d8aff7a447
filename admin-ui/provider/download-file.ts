import { callForFile } from './http.ts';

/** Asks for a file by POST and hands it to the browser to be kept. */
export async function downloadFile(path: string, json: unknown, name: string): Promise<void> {
  const blob = await callForFile(path, json);
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by then.
  window.setTimeout(() => { URL.revokeObjectURL(address); }, 10_000);
}
