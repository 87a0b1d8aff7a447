/** `node digits-child.ts '[700, "jernih", 16]'`: the row of the NIK as it lies in the picture, read by `readDigits`. */
import sharp from 'sharp';
import { readDigits } from '../../documents/reading/read-digits.ts';
import { homography } from './photograph.ts';
import { scanOf, type Condition } from './scan-of.ts';

const [seed, condition, digits] = JSON.parse(process.argv[2] ?? '[]') as [number, Condition, number];
const scan = await scanOf(seed, 'ktp', condition);
const [a, b, c, d, e, f, g, h] = homography([[0, 0], [856, 0], [856, 540], [0, 540]], scan.shot.corners) as [number, number, number, number, number, number, number, number];
const corners = [[165, 85], [590, 85], [590, 135], [165, 135]].map(([x = 0, y = 0]) => [(a * x + b * y + c) / (g * x + h * y + 1), (d * x + e * y + f) / (g * x + h * y + 1)] as const);
const left = Math.max(0, Math.floor(Math.min(...corners.map(([x]) => x))));
const top = Math.max(0, Math.floor(Math.min(...corners.map(([, y]) => y))));
const width = Math.ceil(Math.max(...corners.map(([x]) => x))) - left;
const height = Math.ceil(Math.max(...corners.map(([, y]) => y))) - top;
const { data, info } = await sharp(scan.jpeg).extract({ left, top, width, height }).greyscale().raw().toBuffer({ resolveWithObject: true });
process.stdout.write(JSON.stringify({ nik: scan.truth.nik, read: readDigits({ width: info.width, height: info.height, pixels: data }, digits)?.digits ?? null }));
