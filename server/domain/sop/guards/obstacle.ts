import type { Obstacle } from '../model.ts';

/** What stands against an act, by the key of its sentence without `hambatan.`; `fix`: where it is mended. */
export const obstacle = (key: string, params?: Obstacle['params'], fix?: Obstacle['fix']): Obstacle => ({
  key: `hambatan.${key}`, ...(params ? { params } : {}), ...(fix ? { fix } : {}),
});
