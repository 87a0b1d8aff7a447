/** A part of a page drawn larger: "cannot be had" and "not now" are two answers, since the first is believed for good. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { endlessDrawing, pdfOf } from '../../testing/hostile-files.ts';
import { createInspector, InspectionBrokenOff, InspectionUnavailable, type Inspector } from './inspect-upload.ts';
import type { ChildPoolOptions } from './run-inspection-child.ts';

const page = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>']);
const part = { left: 0, top: 0, width: 0.5, height: 0.5 };
const open: Inspector[] = [];
afterEach(async () => { await Promise.all(open.splice(0).map((inspector) => inspector.close())); });
function inspectorWith(pool: ChildPoolOptions): Inspector {
  const inspector = createInspector({ maxBytes: 8_000_000, log: { info: () => undefined, warn: () => undefined }, pool: { spares: 0, ...pool } });
  open.push(inspector);
  return inspector;
}

describe('a part of a page', () => {
  it('cannot be had of a file that cannot be opened, or whose drawing has no end', async () => {
    const inspector = inspectorWith({ limits: { firstPageCpuMs: 500 } });
    expect(await inspector.drawPart(Buffer.from('%PDF-1.4 nothing'), 'application/pdf', part)).toBeNull();
    expect(await inspector.drawPart(endlessDrawing(20), 'application/pdf', part)).toBeNull();
  }, 60_000);

  it('is put off where no place is free, where the clock ran out and where this process stops', async () => {
    const busy = inspectorWith({ running: 1, waiting: 0 });
    const first = busy.drawPart(page, 'application/pdf', part);
    await expect(busy.drawPart(page, 'application/pdf', part)).rejects.toThrow(InspectionUnavailable);
    expect(await first).not.toBeNull();
    await expect(inspectorWith({ limits: { wallMs: 1 } }).drawPart(page, 'application/pdf', part)).rejects.toThrow(InspectionBrokenOff);
    const stopping = inspectorWith({});
    const drawing = expect(stopping.drawPart(page, 'application/pdf', part)).rejects.toThrow('closed');
    await stopping.close();
    await drawing;
  }, 60_000);
});
