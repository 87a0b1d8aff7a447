/** Ways on which papers reach staff; what comes by the private link the applicant files himself. */
export const ORIGINS_AT_DESK = ['loket', 'email', 'whatsapp'] as const;
