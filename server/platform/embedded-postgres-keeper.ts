/** Starts the embedded PostgreSQL again when it ended by itself (a full disk, the kernel short of memory): nobody stands beside an all-in-one to do it. */
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, startCluster, type Cluster } from './embedded-postgres-cluster.ts';

const LOOK_MS = 2_000;

export interface ClusterKeeper {
  /** Looks no more; settles at once, or when a start under way has ended. */
  stop(): Promise<void>;
}

/** Looks every two seconds whether the cluster runs, and starts it on the port it had until it does; each failure is told once. */
export function keepRunning(cluster: Cluster, port: number): ClusterKeeper {
  const stopping = new AbortController();
  let told = '';
  async function look(): Promise<void> {
    try {
      if (isRunning(cluster)) return;
      await startCluster(cluster, port);
      cluster.log('PostgreSQL had ended by itself and was started again.');
      told = '';
    } catch (error) {
      // Tried again: what kept it from starting (no room, most of all) may pass.
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) cluster.log(`PostgreSQL ended by itself and does not start yet: ${reason}`);
      told = reason;
    }
  }
  async function lookOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      // Whoever stops does not wait for it, and a program that has ended everything else does not end before it.
      await pause(LOOK_MS, undefined, { signal: stopping.signal }).catch((error: unknown) => { if (!stopping.signal.aborted) throw error; });
      if (!stopping.signal.aborted) await look();
    }
  }
  const looking = lookOn();
  return { stop: () => { stopping.abort(); return looking; } };
}
