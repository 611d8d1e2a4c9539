import express, { type Express } from 'express';

/** The HTTP part: health, and the owners' pages. */
export function createApp(portalFolder: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/health', (_request, response) => {
    response.json({ live: true });
  });
  app.use(
    '/portal',
    (_request, response, next) => {
      response.set({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      next();
    },
    express.static(portalFolder),
  );
  return app;
}
