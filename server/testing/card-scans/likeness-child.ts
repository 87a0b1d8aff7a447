/** `node likeness-child.ts '{"look": 31000, "people": [31001, 31002], "condition": null}'`: strangers of one look and a bad copy of the first, each held against the first. */
import sharp from 'sharp';
import type { GreyPicture } from '../../documents/inspection/picture-quality.ts';
import { likenessOf, planesOf, type Planes } from '../../documents/twins/likeness.ts';
import { CLOSER_SIDE, WRITING_SIDE } from '../../documents/twins/writing.ts';
import { drawCard } from './draw-card.ts';
import type { Gathering, Likenesses } from './plain-node.ts';
import { scanOf } from './scan-of.ts';

const { look, people, condition } = JSON.parse(process.argv[2] ?? '{}') as Gathering;
const cards = await Promise.all(people.map((seed) => taken(seed)));
const [first, ...others] = await Promise.all(cards.map((jpeg) => planes(jpeg)));
const [original] = cards;
if (!first || !original) throw new Error('nobody came');
const { width } = await sharp(original).metadata();
const copy = await planes(await sharp(await sharp(original).rotate(3, { background: '#fff' }).toBuffer()).resize({ width: Math.round(width * 0.4) }).jpeg({ quality: 40 }).toBuffer());
const likenesses: Likenesses = { strangers: others.map((other) => likenessOf(first, other)), copy: likenessOf(first, copy) };
process.stdout.write(JSON.stringify(likenesses));

async function taken(seed: number): Promise<Buffer> {
  if (condition) return (await scanOf(seed, 'ktp', condition, {}, look)).jpeg;
  const { pixels, width: wide, height } = await drawCard(seed, 'ktp', 1000, {}, look);
  return sharp(pixels, { raw: { width: wide, height, channels: 3 } }).jpeg({ quality: 88 }).toBuffer();
}
async function planes(jpeg: Buffer): Promise<Planes> {
  return planesOf({ grey: await grey(jpeg, WRITING_SIDE), closer: await grey(jpeg, CLOSER_SIDE) });
}
async function grey(jpeg: Buffer, side: number): Promise<GreyPicture> {
  const { data, info } = await sharp(jpeg).greyscale().resize({ width: side, height: side, fit: 'inside' }).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}
