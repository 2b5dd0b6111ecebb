import type {Engine} from './engine.ts';
import {isQbitError, QbitError} from './qbit/errors.ts';

/**
 * What the doctor says of a login that failed, in place of the error that knows less. A refused
 * password is clear as it is, and is not sent a second time.
 */
export const explainLogin = async (engine: Engine, error: unknown): Promise<unknown> => {
	if (!isQbitError(error) || error.code === 'LoginRefused' || error.code === 'Banned') return error;
	const {verdict} = await engine.doctor.run();
	if (!verdict || verdict.ok) return error;
	return new QbitError(error.code, verdict.summary, {advice: verdict.advice, cause: error});
};
