/** Who the one thread is, as pthread_self() and gettid() would say. */
export const IDENT = 0x7f2c_4d1b_7740;
export const NATIVE_ID = 4711;
