interface Told { message: string; times?: number }

/** What stands against an act several times over (a hit each without a verdict) is one line with its number; the first one's way to mend it leads on to the next. */
export function gatherObstacles<T extends Told>(obstacles: readonly T[]): (T & { times: number })[] {
  const lines = new Map<string, T & { times: number }>();
  for (const obstacle of obstacles) {
    const known = lines.get(obstacle.message);
    const times = obstacle.times ?? 1;
    if (known) known.times += times;
    else lines.set(obstacle.message, { ...obstacle, times });
  }
  return [...lines.values()];
}
