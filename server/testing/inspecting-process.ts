/**
 * `node inspecting-process.ts`: a process like the web server's, that has hostile files opened for it and tells what they cost it, as one
 * line of JSON. Not in a test's own process: there each collection of garbage costs by what a thousand other tests left.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInspector } from '../documents/inspection/inspect-upload.ts';
import * as hostile from './hostile-files.ts';
import { sampleScan } from './sample-files.ts';

export interface InspectingCost {
  answers: string[];
  /** of resident memory, MB */
  grownMb: number;
  loopDelayP99Ms: number;
  /** processor time of this process, seconds; its children are not counted */
  cpuSeconds: number;
}

const inspector = createInspector({ maxBytes: 2 * 1024 * 1024, log: { info: () => undefined, warn: () => undefined }, pool: { waitMs: 60_000 } });
const jpeg = await sampleScan('ktp', { name: 'Rahmawati Contoh', nik: '6472015708880001', npwp: '6472015708880001' }, 'jpeg');
const files: Array<[Buffer, string]> = [
  [hostile.objectStreamBomb(64), 'a.pdf'],
  [hostile.objectStreamBomb(256), 'a.pdf'],
  [hostile.hugePng(16_000, 8), 'a.png'],
  [hostile.hugePng(6_300, 8), 'a.png'],
  [hostile.pageTreeCycle(), 'a.pdf'],
  [jpeg, 'a.jpg'],
];

const before = process.memoryUsage.rss();
let peak = before;
const sampler = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 20);
const delay = monitorEventLoopDelay({ resolution: 10 });
const cpuBefore = process.cpuUsage();
delay.enable();
const answers = await Promise.all([...files, ...files].map(async ([buffer, fileName]) => {
  const result = await inspector.inspect({ buffer, fileName });
  return result.outcome === 'accepted' ? 'accepted' : result.key;
}));
delay.disable();
const { user, system } = process.cpuUsage(cpuBefore);
clearInterval(sampler);
const cost: InspectingCost = { answers, grownMb: (peak - before) / 1e6, loopDelayP99Ms: delay.percentile(99) / 1e6, cpuSeconds: (user + system) / 1e6 };
process.stdout.write(`${JSON.stringify(cost)}\n`);
await inspector.close();
