import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Our Content-Security-Policy refuses the `<style>` this library writes at import; its rules stand in layout/loket.css. */
const noInjectedStyle: Plugin = {
  name: 'no-injected-style',
  transform(code, id) {
    if (!id.includes('react-zoom-pan-pinch')) return null;
    return { code: code.replace(/^styleInject\(css_\w+\);$/m, ''), map: null };
  },
};

/** Two pages from one build: the staff's back office and the applicant's light pages, which must not load react-admin. */
export default defineConfig({
  // The applicant's pages are Preact and say so in each file; the refresh code of React has no business there.
  plugins: [noInjectedStyle, react({ exclude: [/admin-ui\/applicant\//, /node_modules/] })],
  // uploads/ and docs/ are no web root.
  publicDir: false,
  build: {
    outDir: 'dist',
    manifest: true,
    // A font inlined as data: would be refused by our own font-src 'self'.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: { staff: 'staff.html', public: 'public.html' } },
  },
  server: { port: 5173, proxy: { '/api': { target: 'http://localhost:3000', changeOrigin: false } } },
});
