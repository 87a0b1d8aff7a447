import { callForFile } from './http.ts';

/** Asks for a file (by POST where there is something to say) and hands it to the browser to be kept; a refusal is thrown, and the page stays where it is. */
export async function downloadFile(path: string, json?: unknown, name?: string): Promise<void> {
  const file = await callForFile(path, json);
  const address = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name ?? file.name ?? '';
  link.click();
  // The browser has taken it by then.
  window.setTimeout(() => { URL.revokeObjectURL(address); }, 10_000);
}
