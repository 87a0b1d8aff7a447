/** How each document was looked at last, in memory: page, turn and zoom stay when one comes back to it. */
export interface PictureView { page: number; turn: 0 | 90 | 180 | 270; scale: number; x: number; y: number }

const FRESH: PictureView = { page: 1, turn: 0, scale: 1, x: 0, y: 0 };
const views = new Map<string, PictureView>();
/** Pages somebody asked to see next. */
const asked = new Map<string, number>();

/** What the reading found, for the page it was read of. */
export interface Upright { page: number; turn: PictureView['turn'] }
/** `kept`: how this person turned the pages, as the server remembers; that goes before what was read. */
export function turnOf(page: number, kept: Record<string, PictureView['turn']> = {}, upright?: Upright): PictureView['turn'] {
  return kept[String(page)] ?? (upright?.page === page ? upright.turn : 0);
}

export function viewOf(documentId: string, kept: Record<string, PictureView['turn']> = {}, upright?: Upright): PictureView {
  const page = asked.get(documentId) ?? FRESH.page;
  return views.get(documentId) ?? { ...FRESH, page, turn: turnOf(page, kept, upright) };
}

/** The next look at it begins on this page, however it was left. */
export function askForPage(documentId: string, page: number): void {
  views.delete(documentId);
  asked.set(documentId, page);
}

/** `shown` is how it stands on the screen, where a turn that was kept or read is in already: only what changes is changed. */
export function rememberView(documentId: string, shown: PictureView, change: Partial<PictureView>): PictureView {
  const next = { ...shown, ...change };
  views.set(documentId, next);
  return next;
}

/** A quarter turn to the right (or left); zoom starts anew because the page now fits another way. */
export function turned(view: PictureView, by: 90 | -90): PictureView {
  return { ...view, turn: ((view.turn + by + 360) % 360) as PictureView['turn'], scale: 1, x: 0, y: 0 };
}

/** Size in which a page is drawn before it is turned, so that it fits the frame after. */
export function fittedBox(frame: { width: number; height: number }, turn: PictureView['turn']): { width: number; height: number } {
  return turn % 180 === 0 ? frame : { width: frame.height, height: frame.width };
}
