import { useGetIdentity } from 'react-admin';
import { mayCall, type Me } from './auth-provider.ts';

/** Who is working here; undefined for the moment before the server has said so. */
export function useMe(): Me | undefined {
  const { identity } = useGetIdentity();
  if (!identity) return undefined;
  return {
    id: String(identity.id), name: identity.fullName ?? '', email: identity.email as string, roles: identity.roles as Me['roles'], office: identity.office as Me['office'],
    mustEnrol: identity.mustEnrol === true, secondFactor: identity.secondFactor === true, locked: identity.locked === true,
  };
}

/** Whether my part may ask this at all: what is refused is noted in the audit trail, so a screen does not ask for what it cannot get. */
export function useMay(route: string): boolean {
  const me = useMe();
  return me !== undefined && mayCall(me.roles, route);
}
