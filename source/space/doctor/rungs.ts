import type {Rung} from '../../qbit/doctor/shape.ts';
import {moverRung, stateRung} from './mover-rung.ts';
import type {SpaceParts} from './parts.ts';
import {pathRung} from './path-rung.ts';
import {spaceRung} from './space-rung.ts';

/** TABLE: the rungs above the login, about files and disks. */
export const spaceRungs = (parts: SpaceParts): readonly Rung[] => [
	pathRung(parts),
	spaceRung(parts),
	moverRung(parts),
	stateRung(parts),
];
