/** Guards every procedure may use. Each says all it has against an act, and where to mend it. One file a thought. */
export * from './guards/appointments.ts';
export * from './guards/closing.ts';
export * from './guards/lists.ts';
export * from './guards/papers.ts';
export * from './guards/repairs.ts';
