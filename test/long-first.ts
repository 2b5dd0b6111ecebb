import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** Files that take a minute or more, and mostly wait: begun last, they would keep all waiting. */
const long = [
	'stories/moving-',
	'space/orchestrator-',
	'snapshot/restore',
	'stories/thousand',
	'space-model/',
	'stories/',
];

const rank = ({moduleId}: TestSpecification): number => {
	const index = long.findIndex(part => moduleId.includes(`/test/${part}`));
	return index === -1 ? long.length : index;
};

/** The order in which files of tests begin. */
export class LongFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		return sorted.toSorted((a, b) => rank(a) - rank(b));
	}
}
