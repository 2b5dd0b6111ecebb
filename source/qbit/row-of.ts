/** The row of that name of a table. Names come from people and servers: `constructor` is no row. */
export const rowOf = <Row>(table: Readonly<Record<string, Row>>, name: string): Row | undefined =>
	Object.hasOwn(table, name) ? table[name] : undefined;
