/**
 * Properties draw the same cases in every run, so that a red gate means a changed program and not a new roll of the dice.
 * `LOKET_PROPERTY_SEED=acak` rolls them; a number repeats what such a run reported.
 */
import fc from 'fast-check';

const wanted = process.env.LOKET_PROPERTY_SEED ?? '20261120';
if (wanted !== 'acak') fc.configureGlobal({ seed: Number(wanted) });
