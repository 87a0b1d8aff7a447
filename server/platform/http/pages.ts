/** The built user interface: staff under /staf, applicants everywhere else, hashed assets for ever. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { Router, type RequestHandler } from 'express';
import { NotFoundError } from '../errors.ts';

/** Mount after the API. A path without a dot is a page of one of the two entries; anything else that is not there is a 404. */
export function createPages(dist: string): RequestHandler {
  const router = Router();
  // Pages and scripts hold no secrets, so compressing them tells nobody anything; answers of the API are left alone.
  router.use(compression());
  router.use('/assets', express.static(path.join(dist, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false, index: false }));
  const page = (file: string, status = 200): RequestHandler => (_req, res, next) => {
    const full = path.join(dist, file);
    if (!existsSync(full)) { next(); return; }
    res.status(status).set({ 'Cache-Control': 'no-cache', 'Content-Type': 'text/html; charset=utf-8' }).sendFile(full);
  };
  router.get(['/staf', '/staf/*rest'], page('staff.html'));
  router.get('/favicon.svg', express.static(dist, { index: false }));
  router.get(['/', '/ajukan', '/ajukan/*rest', '/berkas/:token', '/berkas/:token/*rest', '/unggah/:token', '/periksa', '/periksa/:code', '/privasi'], page('public.html'));
  // An address nobody knows, typed or clicked: the page that says so.
  router.get('/*rest', (req, res, next) => { if (req.path.includes('.')) next(new NotFoundError('galat.alamat_tidak_ada')); else page('public.html', 404)(req, res, next); });
  return router;
}
