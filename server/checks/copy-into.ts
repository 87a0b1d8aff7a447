import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * Sends lines to a `copy … from stdin` over the connection that holds the transaction. COPY has it to itself meanwhile: pg refuses it on a pipelined
 * connection. However it ends – taken, refused by the database, or the lines threw – the connection is as it was and may be asked again.
 */
export async function copyInto(trx: Knex.Transaction, statement: string, lines: AsyncGenerator<string>): Promise<void> {
  const connection = await (trx.client as unknown as { acquireConnection(): Promise<pg.ClientBase & { pipeline: boolean }> }).acquireConnection();
  const pipelined = connection.pipeline;
  connection.pipeline = false;
  try {
    await pipeline(Readable.from(lines), connection.query(copyFrom(statement)));
  } finally {
    connection.pipeline = pipelined;
  }
}
