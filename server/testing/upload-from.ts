/** One upload by a sender of its own address (127.0.0.2, …), as the applicants of a flood have. */
import { request } from 'node:http';

export interface FirstAnswer { status: number; id: string; message: string; retryAfter: string | null; /** from the first byte sent to the end of the first answer */ ms: number }

export function uploadFrom(address: string, baseUrl: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<FirstAnswer> {
  const boundary = `dari${Math.random().toString(36).slice(2)}`;
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="berkas"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`), bytes, Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sending = request(new URL('/api/public/uploads', baseUrl), {
      method: 'POST', localAddress: address, agent: false,
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, 'Content-Length': body.length, Origin: new URL(baseUrl).origin, 'X-Requested-With': 'loket' },
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const said = JSON.parse(Buffer.concat(chunks).toString()) as { id?: string; message?: string };
        resolve({ status: response.statusCode ?? 0, id: said.id ?? '', message: said.message ?? '', retryAfter: response.headers['retry-after'] ?? null, ms: performance.now() - began });
      });
    });
    sending.once('error', reject);
    sending.end(body);
  });
}
