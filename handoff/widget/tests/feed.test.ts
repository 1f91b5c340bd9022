import { describe, expect, it } from "vitest";
import { addLive, addOlder, addPage, emptyFeed, firstSeq, hasGap, unreadAfter, type Feed } from "../src/core/feed";
import { message } from "./hub";

function seqs(feed: Feed): number[] {
  return feed.messages.map((one) => one.seq);
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const mixed = [...items];
  let state = seed;
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const j = state % (i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}

describe("feed", () => {
  it("shows messages in order of seq whatever order they arrive in, each once", () => {
    const all = Array.from({ length: 40 }, (_, index) => message(index + 1));
    for (let seed = 1; seed <= 50; seed += 1) {
      let feed = emptyFeed();
      for (const one of shuffled([...all, ...all], seed)) {
        feed = addLive(feed, [one]);
        const shown = seqs(feed);
        expect(shown).toEqual(shown.map((_, index) => index + 1));
      }
      expect(seqs(feed)).toHaveLength(40);
      expect(hasGap(feed)).toBe(false);
    }
  });

  it("holds back what comes after a gap and tells that there is one", () => {
    const feed = addLive(addPage(emptyFeed(), 0, [message(1), message(2)]), [message(5)]);
    expect(seqs(feed)).toEqual([1, 2]);
    expect(hasGap(feed)).toBe(true);
    const filled = addPage(feed, 2, [message(3), message(4)]);
    expect(seqs(filled)).toEqual([1, 2, 3, 4, 5]);
    expect(hasGap(filled)).toBe(false);
  });

  it("begins in the middle of a long conversation", () => {
    const feed = addPage(emptyFeed(), 0, [message(81), message(82)]);
    expect(feed.last).toBe(82);
    expect(firstSeq(feed)).toBe(81);
    expect(seqs(addLive(feed, [message(83)]))).toEqual([81, 82, 83]);
  });

  it("trusts a page about seqs that do not exist for the customer, instead of waiting for ever", () => {
    const feed = addPage(addPage(emptyFeed(), 0, [message(1)]), 1, [message(3)]);
    expect(seqs(feed)).toEqual([1, 3]);
  });

  it("ignores a page that came too late", () => {
    const feed = addPage(emptyFeed(), 0, [message(1), message(2), message(3)]);
    expect(addPage(feed, 1, [message(2), message(3)])).toBe(feed);
  });

  it("puts history above without touching the end", () => {
    const feed = addOlder(addPage(emptyFeed(), 0, [message(5), message(6)]), [message(4), message(3), message(5)]);
    expect(seqs(feed)).toEqual([3, 4, 5, 6]);
    expect(feed.last).toBe(6);
  });

  it("returns the same feed when nothing is new, so that nothing is drawn again", () => {
    const feed = addPage(emptyFeed(), 0, [message(1)]);
    expect(addLive(feed, [message(1)])).toBe(feed);
    expect(addOlder(feed, [message(1)])).toBe(feed);
  });

  it("counts as unread what others said", () => {
    const feed = addPage(emptyFeed(), 0, [message(1), message(2, "user"), message(3, "butler")]);
    expect(unreadAfter(feed, 1)).toBe(1);
  });
});
