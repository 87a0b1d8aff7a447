/** Digits in the manner of the OCR typefaces on identity cards, drawn as strokes on a field of 4 × 7 with y downwards. */
const square: Record<string, string> = {
  0: 'M1 0 L3 0 L4 1 L4 6 L3 7 L1 7 L0 6 L0 1 Z',
  1: 'M0.7 0.2 L2 0.2 L2 7 M0.4 7 L3.8 7 L3.8 5.4',
  2: 'M0.3 0 L3.7 0 L3.7 3.3 L0.3 3.3 L0.3 7 L3.8 7',
  3: 'M0.5 0 L3.3 0 L3.3 3.2 M1.1 3.2 L3.8 3.2 L3.8 7 L0.3 7',
  4: 'M0.5 0 L0.5 4.2 L3.8 4.2 M2.9 2.6 L2.9 7',
  5: 'M3.7 0 L0.5 0 L0.5 3.1 L3.8 3.1 L3.8 7 L0.3 7',
  6: 'M1.6 0 L0.4 0 L0.4 7 L3.8 7 L3.8 3.4 L0.4 3.4',
  7: 'M0.3 1 L0.3 0 L3.7 0 L3.7 2.4 L2 4.3 L2 7',
  8: 'M0.9 3.2 L0.9 0 L3.3 0 L3.3 3.2 M0.4 3.2 L3.8 3.2 L3.8 7 L0.4 7 Z',
  9: 'M3.6 3.6 L0.4 3.6 L0.4 0 L3.7 0 L3.7 7 L2.6 7',
};
const round: Record<string, string> = {
  0: 'M2 0 C3.4 0 4 1.4 4 3.5 C4 5.6 3.4 7 2 7 C0.6 7 0 5.6 0 3.5 C0 1.4 0.6 0 2 0 Z',
  1: 'M0.8 1.3 L2.2 0 L2.2 7 M0.9 7 L3.5 7',
  2: 'M0.3 1.6 C0.5 -0.4 3.9 -0.5 3.8 2 C3.7 3.8 0.6 5 0.3 7 L3.9 7',
  3: 'M0.4 0.8 C1.4 -0.4 3.7 -0.2 3.6 1.7 C3.5 3.1 2.4 3.3 1.4 3.3 C2.8 3.3 3.9 3.8 3.9 5.2 C3.9 7.3 1.2 7.5 0.2 6.1',
  4: 'M2.9 7 L2.9 0 L0.1 4.8 L4 4.8',
  5: 'M3.6 0 L0.8 0 L0.6 3.1 C2 2.3 3.9 2.8 3.9 4.8 C3.9 7 1.4 7.5 0.2 6.2',
  6: 'M3.4 0.3 C1.4 0.2 0.2 2.4 0.2 4.6 C0.2 7.8 3.9 7.7 3.9 4.9 C3.9 2.4 0.9 2.3 0.3 4.4',
  7: 'M0.2 0 L3.9 0 C2.6 2 1.8 4.4 1.6 7',
  8: 'M2 3.3 C0.1 3 0.1 0 2 0 C3.9 0 3.9 3 2 3.3 C-0.4 3.7 -0.3 7 2 7 C4.3 7 4.4 3.7 2 3.3 Z',
  9: 'M3.8 2.4 C3.2 4.7 0.1 4.6 0.1 2.1 C0.1 -0.7 3.9 -0.8 3.9 2.4 C3.9 4.8 2.7 6.9 0.7 6.8',
};
export type DigitShape = 'square' | 'round';

/** SVG path of one digit. */
export function digitPath(digit: string, shape: DigitShape): string {
  return (shape === 'square' ? square : round)[digit] ?? '';
}
