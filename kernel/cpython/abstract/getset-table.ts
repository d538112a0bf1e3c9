/** The getsets and members that descriptors show, by the number in the descriptor.  Filled while types are made. */
import type { Getset, Member } from './define.js';

const getsets: Getset[] = [];
const members: Member[] = [];

/** Gives a getset the number that its descriptor holds. */
export const registerGetset = (declaration: Getset): number => getsets.push(declaration) - 1;
export const getsetOf = (number: number): Getset => getsets[number]!;
/** Gives a member the number that its descriptor holds. */
export const registerMember = (declaration: Member): number => members.push(declaration) - 1;
export const memberOf = (number: number): Member => members[number]!;
