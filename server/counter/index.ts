/** Papers over the counter: a receipt for what comes in, a protocol for originals that go back. */
export { counterDoorPart } from './counter-door.ts';
