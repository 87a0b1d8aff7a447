/** Whether a paper leaves the picture: told by what happens at the sides themselves, since whatever lies round a card leaves the picture too. */
import { edgesLeaving, type Crossing } from './picture-faults.ts';
import { commonGround, printLeaves, type PrintMap, type PrintRow } from './print-map.ts';
import type { GreyPicture } from './picture-quality.ts';

const leavingStep = 28; // brightness; the edge of a card against a table
const faintStep = 9; // the edge of white paper on a white bed, counted only where the table has no grain of its own
const grainAbove = 6; // so many steps along one side are a table's pattern
const acrossWithin = 0.14; // share of the side by which a line across may lean
const likeStep = 0.35; // share of a step that its other end must have: grain of the table is no end of a card's edge
const paperDarker = 0.84; // of what the nearest print stands on, a paper has at least so much ...
const paperBrighter = 1.2; // ... and at most so much elsewhere
const outlineFrom = 12; // brightness; on the way from a side to the print such a step is an edge that ends the paper
const widestArc = 2; // sides: what covers more of the rim than half is the ground, not a card on it

export function isCut(print: PrintMap, grey: GreyPicture): boolean {
  const { rows } = print;
  // Without print nothing tells whose edges and marks these are.
  if (rows.length === 0) return false;
  const crossings = edgesLeaving(grey);
  const ways = waysIn(rows, grey);
  return printLeaves(rows, grey) || linesEnd(print, grey) || sliversLeft(print, ways, grey) || paperLeaves(crossings, rows, ways, grey) || isTrimmed(crossings, rows, ways, grey);
}

/** Of two lines no more is left at a side than one to three letters, and their paper goes on to the print. */
function linesEnd({ rows, stubs }: PrintMap, grey: GreyPicture): boolean {
  for (const left of [true, false]) {
    const ends = stubs.filter((stub) => (left ? stub.left <= 1 : stub.right >= grey.width - 2) && rows.some((row) => {
      const level = Math.abs(row.top + row.bottom - stub.top - stub.bottom) / 2;
      const gap = left ? row.left - stub.right : stub.left - row.right;
      return gap > 0 && gap < 25 * row.high && level < 0.6 * row.high && stub.high < 1.9 * row.high && stub.high > 0.45 * row.high
        && isUnbroken(grey, Math.max(0, stub.top - 2), left ? [0, row.left] : [row.right, grey.width - 1]);
    }));
    if (ends.length >= 2) return true;
  }
  return false;
}

/** No step along a row of pixels. */
function isUnbroken({ width, pixels }: GreyPicture, y: number, [from, to]: readonly [number, number]): boolean {
  for (let x = from + window; x + window <= to; x += 1) {
    let step = 0;
    for (let n = 0; n < window; n += 1) step += (pixels[y * width + x + n] ?? 0) - (pixels[y * width + x - 1 - n] ?? 0);
    if (Math.abs(step) >= outlineFrom * window) return false;
  }
  return true;
}

const sliversOfALine = 6;
/** The upper or the lower side runs through a line, so that hardly anything of it is left. */
function sliversLeft({ slivers }: PrintMap, ways: readonly Way[], grey: GreyPicture): boolean {
  return [true, false].some((above) => {
    const own = slivers.filter(({ top }) => (top === 0) === above);
    if (own.length < sliversOfALine) return false;
    const [left, right] = [Math.min(...own.map((sliver) => sliver.left)) / grey.width, Math.max(...own.map((sliver) => sliver.right)) / grey.width];
    return reachesPrint(ways, above ? left : 3 - right, right - left, outlineFrom);
  });
}

/** `place`: clockwise round the picture from its upper left corner, 0 to 4; `before` and `after` are turned that way too. */
interface End extends Crossing { place: number }
const PLACE: Record<Crossing['side'], (at: number) => number> = { atas: (at) => at, kanan: (at) => 1 + at, bawah: (at) => 3 - at, kiri: (at) => 4 - at };

/**
 * A card that leaves the picture shows its edge at two places at least; between them lies its paper, as bright as what the nearest print stands on, and
 * from there to the print no other edge lies. A sheet under the card, a book or a table that ends has edges too, but between them and the print lies the card's own.
 */
function paperLeaves(crossings: readonly Crossing[], print: readonly PrintRow[], ways: readonly Way[], grey: GreyPicture): boolean {
  const ends = crossings.filter((crossing) => !crossings.some((other) => goesAcross(crossing, other))).map((crossing): End => {
    const turned = crossing.side === 'bawah' || crossing.side === 'kiri';
    return { ...crossing, place: PLACE[crossing.side](crossing.at), before: turned ? crossing.after : crossing.before, after: turned ? crossing.before : crossing.after };
  });
  const perSide = new Map<string, number>();
  for (const { side } of crossings) perSide.set(side, (perSide.get(side) ?? 0) + 1);
  const grainy = [...perSide.values()].some((count) => count > grainAbove);
  for (const first of ends) {
    for (const last of ends) {
      const arc = (last.place - first.place + 4) % 4;
      if (first === last || arc > widestArc) continue;
      const papers = [groundNear(first, print, grey), groundNear(last, print, grey)] as const;
      const strong = first.step >= leavingStep && last.step >= leavingStep;
      if (strong && beginsPaper(first.after, first.before, papers[0]) && beginsPaper(last.before, last.after, papers[1]) && reachesPrint(ways, first.place, arc, outlineFrom)) return true;
      // A portrait that the side cuts through: paper on both sides of it.
      if (strong && first.side === last.side && beginsPaper(first.before, first.after, papers[0]) && beginsPaper(last.after, last.before, papers[1])
        && (reachesPrint(ways, first.place - 0.12, 0.1, outlineFrom) || reachesPrint(ways, last.place + 0.02, 0.1, outlineFrom))) return true;
      if (!grainy && first.step >= faintStep && last.step >= faintStep && isOnBed(first, papers[0]) && isOnBed(last, papers[1])
        && reachesPrint(ways, first.place, arc, Math.min(outlineFrom, Math.max(6, 0.6 * Math.min(first.step, last.step))))) return true;
    }
  }
  return false;
}

const OPPOSITE = { kiri: 'kanan', kanan: 'kiri', atas: 'bawah', bawah: 'atas' } as const;
/** A band printed to the edge, the end of the table or a joint in it runs from one side to the other; a paper that leaves over a side ends before. */
function goesAcross(one: Crossing, other: Crossing): boolean {
  return other.side === OPPOSITE[one.side] && Math.abs(one.at - other.at) < acrossWithin && other.step > likeStep * one.step && Math.sign(one.after - one.before) === Math.sign(other.after - other.before);
}

/** One side of the edge is as bright as the paper, and the other is not. */
function beginsPaper(inside: number, outside: number, paper: number): boolean {
  return inside >= paperDarker * paper && inside <= paperBrighter * paper && Math.abs(outside - paper) > Math.abs(inside - paper) + 0.5 * Math.abs(outside - inside);
}
/** White paper on the white bed of a scanner: both sides are about as bright as what the letters stand on, or brighter. */
const isOnBed = ({ before, after }: End, paper: number): boolean => Math.min(before, after) > 0.8 * paper;

/** What the print nearest to a crossing stands on. */
function groundNear({ side, at }: Crossing, print: readonly PrintRow[], { width, height }: GreyPicture): number {
  const [x, y] = side === 'kiri' ? [0, at * height] : side === 'kanan' ? [width, at * height] : side === 'atas' ? [at * width, 0] : [at * width, height];
  const far = ({ left, right, top, bottom }: PrintRow) => Math.hypot(Math.max(0, left - x, x - right), Math.max(0, top - y, y - bottom));
  return print.reduce((best, row) => (far(row) < far(best) ? row : best)).ground;
}

const wayEvery = 6; // pixels
const wayDepth = 0.6; // share of the picture
const window = 8; // pixels on either side of a step
/** A way from the rim straight inwards that meets print; `step`: the strongest change of brightness before it. */
interface Way { place: number; step: number }

/** Found once for the whole rim: a cloth has hundreds of crossings, and each pair of them asks. */
function waysIn(print: readonly PrintRow[], grey: GreyPicture): Way[] {
  const { width, height } = grey;
  const inked = new Uint8Array(width * height);
  for (const { left, right, top, bottom } of print.flatMap(({ letters }) => letters)) for (let y = top; y <= bottom; y += 1) inked.fill(1, y * width + left, y * width + right + 1);
  const ways: Way[] = [];
  for (let side = 0; side < 4; side += 1) {
    const length = side % 2 === 0 ? width : height;
    for (let along = 3; along < length - 3; along += wayEvery) {
      const step = stepBeforePrint(grey, inked, side, along);
      if (step !== null) ways.push({ place: side + (side < 2 ? along : length - along) / length, step });
    }
  }
  return ways;
}

/** Null: no print on this way. `side` clockwise from above. */
function stepBeforePrint({ width, height, pixels }: GreyPicture, inked: Uint8Array, side: number, along: number): number | null {
  const across = side % 2 === 0;
  const depth = across ? height : width;
  const by = across ? 1 : width; // from a pixel to the one beside the way
  const sums = [0];
  for (let inwards = 2; inwards < depth * wayDepth; inwards += 1) {
    const deep = side === 0 || side === 3 ? inwards : depth - 1 - inwards;
    const at = across ? deep * width + along : along * width + deep;
    if (inked[at] === 1) {
      let strongest = 0;
      for (let n = window; n + window + 3 < sums.length; n += 1) strongest = Math.max(strongest, Math.abs((sums[n + window] ?? 0) - 2 * (sums[n] ?? 0) + (sums[n - window] ?? 0)) / window);
      return strongest;
    }
    const beside = (pixels[at - 2 * by] ?? 0) + (pixels[at - by] ?? 0) + (pixels[at] ?? 0) + (pixels[at + by] ?? 0) + (pixels[at + 2 * by] ?? 0);
    sums.push((sums.at(-1) ?? 0) + beside / 5);
  }
  return null;
}

/** From a stretch of the rim enough of the ways that meet print meet no edge before. */
function reachesPrint(ways: readonly Way[], from: number, length: number, edge: number): boolean {
  const met = ways.filter(({ place }) => (place - from + 4) % 4 < length);
  const free = met.filter(({ step }) => step < edge).length;
  return free >= 3 && free >= 0.2 * met.length;
}

/** Shapes that no paper has, and no two cards beside or under each other: a fifth and more of a card or sheet is gone. */
const oddShapes = [{ above: 0.83, below: 1.28 }, { above: 1.8, below: 2.8 }] as const;
/**
 * Cut off with no table left: no edge tells, only the shape. So it counts only where the paper goes on from a side to the print both across and down,
 * print begins near the sides, and no seam in the middle says that these are two.
 */
function isTrimmed(crossings: readonly Crossing[], rows: readonly PrintRow[], ways: readonly Way[], grey: GreyPicture): boolean {
  const { width, height } = grey;
  const print = rows.filter(({ letters }) => letters.length >= 5);
  if (print.length < 3) return false;
  const [from, to] = [Math.min(...print.map((row) => row.left)), Math.max(...print.map((row) => row.right))];
  const [first, end] = besideBed(crossings, commonGround(print), [from / width, to / width]);
  const shape = ((end - first) * width) / height;
  const odd = oddShapes.findIndex(({ above, below }) => shape > above && shape < below);
  if (odd < 0) return false;
  if (crossings.some((one) => one.at > 0.35 && one.at < 0.65 && crossings.some((other) => other.side === OPPOSITE[one.side] && Math.abs(one.at - other.at) < 0.05))) return false;
  const [left, top, bottom] = [(from / width - first) / (end - first), Math.min(...print.map((row) => row.top)) / height, 1 - Math.max(...print.map((row) => row.bottom)) / height];
  const near = odd === 0 ? left < 0.3 && top < 0.35 && bottom < 0.2 : left < 0.45 && (top < 0.1 || bottom < 0.15); // centred lines begin late
  const open = (side: number) => reachesPrint(ways, side, 1, outlineFrom);
  return near && ((first === 0 && open(3)) || (end === 1 && open(1))) && (open(0) || open(2));
}

/** The paper's part of the width (shares) where beside it lies the bright bed of a scanner. A band printed on it is darker than the paper. */
function besideBed(crossings: readonly Crossing[], ground: number, [from, to]: readonly [number, number]): [number, number] {
  const edges = crossings.filter((one) => one.side === 'atas' && crossings.some((other) => other.side === 'bawah' && Math.abs(one.at - other.at) < 0.08));
  const first = edges.filter(({ at, before }) => at < from && before > ground + faintStep).map(({ at }) => at);
  const end = edges.filter(({ at, after }) => at > to && after > ground + faintStep).map(({ at }) => at);
  return [Math.max(0, ...first), Math.min(1, ...end)];
}
