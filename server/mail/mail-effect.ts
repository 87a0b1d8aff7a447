/** The effect that sends one mail. Its rows keep this name: a new name would leave the rows of yesterday without a handler. */
export const MAIL_EFFECT = 'kirim_email';
