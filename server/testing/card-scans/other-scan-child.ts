/** `node other-scan-child.ts '[[60000, "ktp", "a4_200"]]'`: these scans on standard output. */
import { otherScanOf } from './other-scan-of.ts';
import type { OtherWanted } from './plain-node.ts';

const scans: unknown[] = [];
for (const [seed, kind, condition] of JSON.parse(process.argv[2] ?? '[]') as OtherWanted[]) {
  const scan = await otherScanOf(seed, kind, condition);
  scans.push({ ...scan, bytes: scan.bytes.toString('base64') });
}
process.stdout.write(JSON.stringify(scans));
