/** `node scan-child.ts '[811, "ktp", "jernih"]'`: one scan on standard output. */
import { scanOf } from './scan-of.ts';

const { truth, jpeg } = await scanOf(...JSON.parse(process.argv[2] ?? '[]') as Parameters<typeof scanOf>);
process.stdout.write(JSON.stringify({ truth, jpeg: jpeg.toString('base64') }));
