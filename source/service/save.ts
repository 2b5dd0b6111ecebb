import {running} from './ask.ts';
import {type Asked, Refusal, type ServiceScene, type Told} from './route.ts';

/** What is acknowledged is on disk all the time; this is a copy that the older program can read. */
export const saveState = (_: Asked, scene: ServiceScene): Told => {
	const saved = running(scene).queue.save();
	if (!saved.done) throw new Refusal(500, 'NOT_SAVED', saved.why);
	const {text: message, path, seq} = saved;
	return {body: {success: true, message, path, seq}};
};
