/**
 * Width and height as the header of a JPEG or PNG states them, in stored pixels (before any EXIF turning), or null
 * when no header can be found. Nothing is decoded, so a picture of a billion pixels is told apart in microseconds
 * and inside the web process.
 */
export function readPictureSize(file: Uint8Array): { width: number; height: number; } | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return view.byteLength > 2 && view.getUint16(0) === 0xffd8 ? readJpegSize(view) : readPngSize(view);
}

function readPngSize(view: DataView) {
  // IHDR must be the first chunk: 8 bytes signature, 4 length, 4 name, then width and height.
  const ihdr = 0x49484452;
  if (view.byteLength < 33 || view.getUint32(12) !== ihdr) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function readJpegSize(view: DataView) {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill byte
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2; // markers that carry no length
    } else if (isStartOfFrame(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else if (marker === 0xd9 || marker === 0xda) {
      return null; // picture data, or the end, before any frame header
    } else {
      at += 2 + Math.max(2, view.getUint16(at + 2));
    }
  }
  return null;
}

/** SOF0 to SOF15, without the three codes in that range that mean something else (DHT, JPG, DAC). */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
