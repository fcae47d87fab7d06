interface Kept<V> {
	readonly value: V;
	/** Milliseconds since 1970. */
	readonly until: number;
}

/** A map that drops expired entries, and the oldest entry when it is full. */
export class BoundedMap<V> {
	private readonly entries = new Map<string, Kept<V>>();

	constructor(private readonly size: number) {}

	get(key: string): V | undefined {
		const kept = this.entries.get(key);
		if (kept === undefined) return undefined;
		if (kept.until > Date.now()) return kept.value;
		this.entries.delete(key);
		return undefined;
	}

	/** @param milliseconds how long the entry is kept */
	set(key: string, value: V, milliseconds: number): void {
		this.entries.delete(key);
		this.entries.set(key, { value, until: Date.now() + milliseconds });
		const [oldest] = this.entries.keys();
		if (this.entries.size > this.size && oldest !== undefined) this.entries.delete(oldest);
	}

	/** The keys that have not expired. */
	keys(): string[] {
		return [...this.entries.keys()].filter((key) => this.get(key) !== undefined);
	}

	/** The values that have not expired. */
	values(): V[] {
		return this.keys().flatMap((key) => this.get(key) ?? []);
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
