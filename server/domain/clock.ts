/** Business time comes from here and is passed in; leases and locks use the database clock instead. */
export interface Clock { now(): Date }
