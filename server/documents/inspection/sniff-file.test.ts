import { describe, expect, it } from '@jest/globals';
import { foreignHeads, htmlPage, svgPicture } from '../../testing/hostile-files.ts';
import { sniffFile } from './sniff-file.ts';

const pdf = Buffer.from('%PDF-1.7\n');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex');

describe('sniffFile', () => {
  it.each([
    ['ktp.pdf', pdf, 'application/pdf'],
    ['KTP Siti.PDF', pdf, 'application/pdf'],
    ['foto.jpg', jpeg, 'image/jpeg'],
    ['foto.JPEG', jpeg, 'image/jpeg'],
    ['pindai.exe.png', png, 'image/png'],
    ['unduhan.jfif', jpeg, 'image/jpeg'],
    ['IMG-20261103-WA0007', jpeg, 'image/jpeg'],
    ['ktp.', pdf, 'application/pdf'],
    ['CamScanner.png', jpeg, 'image/jpeg'],
    ['foto.jpg', png, 'image/png'],
    ['pindai.jpeg', pdf, 'application/pdf'],
    ['pindai.pdf', jpeg, 'image/jpeg'],
  ])('takes %s for what it is', (name, head, type) => {
    expect(sniffFile(head, name)).toEqual({ type });
  });

  it.each([
    ['an empty file', 'a.pdf', Buffer.alloc(0), 'file_empty', {}],
    ['a PDF named as a program', 'ktp.pdf.exe', pdf, 'extension_not_allowed', { extension: 'exe' }],
    ['a JPEG named as a page', 'ktp.html', jpeg, 'extension_not_allowed', { extension: 'html' }],
    ['noise without an ending', 'ktp', Buffer.from('#!/bin/sh'), 'content_unknown', {}],
    ['a picture named .svg', 'ktp.svg', svgPicture(), 'extension_not_allowed', { extension: 'svg' }],
    ['a HEIC photo named .jpg', 'IMG_1.jpg', foreignHeads.heic, 'content_heic', {}],
    ['a HEIC photo under its own name', 'IMG_1.HEIC', foreignHeads.heic, 'content_heic', {}],
    ['a WebP picture', 'a.png', foreignHeads.webp, 'content_webp', {}],
    ['a GIF', 'a.gif', foreignHeads.gif, 'content_other_image', {}],
    ['a Word document', 'ktp.docx', foreignHeads.docx, 'content_office', {}],
    ['a ZIP named .pdf', 'ktp.pdf', foreignHeads.docx, 'content_office', {}],
    ['HTML named .pdf', 'ktp.pdf', htmlPage(), 'content_unknown', {}],
    ['SVG named .png', 'ktp.png', svgPicture(), 'content_unknown', {}],
    ['one byte', 'ktp.pdf', Buffer.from('%'), 'content_unknown', {}],
    ['a PDF behind ten bytes', 'ktp.pdf', Buffer.concat([Buffer.alloc(10, 32), pdf]), 'pdf_header_moved', {}],
    ['HTML with a PDF behind it', 'ktp.pdf', Buffer.concat([htmlPage(), pdf]), 'pdf_header_moved', {}],
  ])('refuses %s', (_what, name, head, key, params) => {
    expect(sniffFile(head, name)).toEqual({ refusal: { key, params } });
  });
});
