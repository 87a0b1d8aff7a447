/**
 * Tags of a paper (ISO 32000-1, 14.6 to 14.8): what is a heading, a paragraph, a table with its head and cells, in the order it was drawn; lines, the code
 * and page numbers are marked as decoration. pdf-lib has no interface for this, but writes marked content and any object it is given.
 */
import { PDFName, PDFNumber, PDFOperator, PDFOperatorNames, type PDFDocument, type PDFPage, type PDFRef } from 'pdf-lib';

export type Role = 'Document' | 'H1' | 'P' | 'Table' | 'TR' | 'TH' | 'TD';
interface Marked { page: PDFPage; mcid: number }
interface Element { role: Role; kids: (Element | Marked)[] }

export interface Tags {
  /** Whether words belong to an element somebody named. */
  readonly isOpen: boolean;
  /** Everything drawn in `work` belongs to one element of this kind, within the element that is open. */
  as(role: Role, work: () => void): void;
  /** Words of the element that is open. */
  words(page: PDFPage, draw: () => void): void;
  /** What a reader may skip: everything drawn in it, words too. */
  decoration(page: PDFPage, draw: () => void): void;
  /** Writes the tree; nothing is drawn after it. */
  finish(): void;
}

export function takeTags(pdf: PDFDocument): Tags {
  const { context } = pdf;
  const root: Element = { role: 'Document', kids: [] };
  const open: Element[] = [root];
  const owners = new Map<PDFPage, Element[]>();
  let skipping = false;

  function begin(role: Role): Element {
    const element: Element = { role, kids: [] };
    open.at(-1)?.kids.push(element);
    return element;
  }
  function build(element: Element, parent: PDFRef, refs: Map<Element, PDFRef>): PDFRef {
    const ref = context.nextRef();
    refs.set(element, ref);
    const kids = element.kids.map((kid) => ('mcid' in kid ? context.obj({ Type: 'MCR', Pg: kid.page.ref, MCID: kid.mcid }) : build(kid, ref, refs)));
    context.assign(ref, context.obj({ Type: 'StructElem', S: element.role, P: parent, K: kids, ...(element.role === 'TH' ? { A: { O: 'Table', Scope: 'Column' } } : {}) }));
    return ref;
  }
  return {
    get isOpen() { return skipping || open.length > 1; },
    as(role, work) {
      if (skipping) { work(); return; }
      open.push(begin(role));
      work();
      open.pop();
    },
    words(page, draw) {
      if (skipping) { draw(); return; }
      const element = open.at(-1) ?? root;
      const of = owners.get(page) ?? [];
      owners.set(page, of);
      element.kids.push({ page, mcid: of.length });
      page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of(element.role), `<</MCID ${of.length}>>`]));
      of.push(element);
      draw();
      page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
    },
    decoration(page, draw) {
      const within = skipping;
      skipping = true;
      if (!within) page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of('Artifact')]));
      draw();
      if (!within) page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
      skipping = within;
    },
    finish() {
      const tree = context.nextRef();
      const refs = new Map<Element, PDFRef>();
      const top = build(root, tree, refs);
      const pages = [...owners].map(([page, elements], index) => {
        page.node.set(PDFName.of('StructParents'), PDFNumber.of(index));
        page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
        return [index, elements.map((element) => refs.get(element) ?? top)];
      });
      context.assign(tree, context.obj({ Type: 'StructTreeRoot', K: [top], ParentTree: { Nums: pages.flat() as never }, ParentTreeNextKey: pages.length }));
      pdf.catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
      pdf.catalog.set(PDFName.of('StructTreeRoot'), tree);
    },
  };
}
