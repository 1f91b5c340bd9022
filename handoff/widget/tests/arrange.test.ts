import { describe, expect, it } from "vitest";
import { currentIndex, foldCourse } from "../src/ui/cards/course";
import { stateLine } from "../src/ui/stateline";
import { arrange, tickOf } from "../src/ui/thread";
import type { StepState, TimelineStep } from "../src/wire";
import { message, QUIET } from "./hub";

function steps(...states: StepState[]): TimelineStep[] {
  const none = { actor: null, actor_name: null, at: null, due_at: null, note: null };
  return states.map((state, index) => ({ n: index + 1, code: `S${index + 1}`, name: `第${index + 1}步`, state, ...none }));
}

const ns = (items: readonly TimelineStep[]): number[] => items.map((item) => item.n);

describe("a claim's course", () => {
  it("folds the long past and the far future, and shows what matters now", () => {
    const course = foldCourse(steps("done", "done", "done", "done", "done", "now", "next", "next", "next", "next", "next"));
    expect(ns(course.pastFolded)).toEqual([1, 2, 3, 4]);
    expect(ns(course.shown)).toEqual([5, 6, 7]);
    expect(ns(course.laterFolded)).toEqual([8, 9, 10, 11]);
  });

  it("never folds a problem or the present step", () => {
    for (let open = 0; open < 15; open += 1) {
      const all = steps(...Array.from({ length: 15 }, (_, i): StepState => (i < open ? "done" : i === open ? "problem" : i === open + 1 ? "now" : "next")));
      const { shown, pastFolded, laterFolded } = foldCourse(all);
      expect(shown.filter((item) => item.state === "problem" || item.state === "now")).toHaveLength(open < 14 ? 2 : 1);
      expect(ns([...pastFolded, ...shown, ...laterFolded])).toEqual(ns(all));
    }
  });

  it("does not fold what a tap would hardly save", () => {
    expect(foldCourse(steps("done", "done", "now", "next"))).toMatchObject({ pastFolded: [], laterFolded: [] });
  });

  it("shows the end of a finished claim and puts steps in order", () => {
    const done = steps("done", "done", "done", "done", "done", "done").reverse();
    expect(ns(foldCourse(done).shown)).toEqual([6]);
  });

  it("begins one-step mode at the open step", () => {
    expect(currentIndex(steps("done", "now", "next"))).toBe(1);
    expect(currentIndex(steps("done", "done"))).toBe(1);
    expect(currentIndex(steps("done", "next"))).toBe(1);
  });
});

/** A hub that says no more than place and promise. */
const PLAIN = { wait_text: null, can_withdraw: false, callback: null, continues: false };

describe("the state line", () => {
  it("says that the bot is on its way, and nothing when it is there", () => {
    expect(stateLine(QUIET)).toBeNull();
    expect(stateLine({ ...QUIET, bot_ready: false })?.title).toBe("小管家正在上班路上，您先说，来了马上答");
  });

  it("gives place, wait and promise while waiting, and only what is known", () => {
    const waiting = { ...PLAIN, number: "A1", status: "waiting", position: 3, wait_minutes: 5, promise: "管家会在 5 分钟内回复您。" };
    expect(stateLine({ ...QUIET, floor: "queue", case: waiting })).toMatchObject({
      facts: ["前面还有 2 位", "预计约 5 分钟"],
      promise: "管家会在 5 分钟内回复您。",
    });
    expect(stateLine({ ...QUIET, floor: "queue", case: { ...waiting, position: 1, wait_minutes: null } })?.facts).toEqual(["下一位就是您"]);
    expect(stateLine({ ...QUIET, floor: "queue", case: { ...waiting, position: null, wait_minutes: 150 } })?.facts).toEqual(["预计约 3 小时"]);
    expect(stateLine({ ...QUIET, floor: "queue" })?.facts).toEqual([]);
  });

  it("keeps the promise of a person in sight while the bot is away, and drops it when the case is over", () => {
    const asked = { ...PLAIN, number: "A1", status: "waiting", position: 1, wait_minutes: 30, promise: "管家会在 30 分钟内回复您。" };
    expect(stateLine({ ...QUIET, bot_ready: false, case: asked })).toMatchObject({ tone: "queue", promise: asked.promise });
    expect(stateLine({ ...QUIET, case: { ...asked, status: "resolved" } })).toBeNull();
  });
});

describe("the thread", () => {
  it("names a speaker once per run, and again after a pause", () => {
    const all = [message(1), message(2), message(3, "user"), message(4, "bot", "x", { at: "2026-11-22T03:00:00Z" })];
    const lines = arrange(all, Date.parse("2026-11-22T03:01:00Z"));
    expect(lines.map((line) => line.first)).toEqual([true, false, true, true]);
    expect(lines.map((line) => line.time !== "")).toEqual([true, false, false, true]);
    expect(lines.map((line) => line.above)).toEqual(["", "m1", "", ""]);
  });

  it("tells two butlers apart", () => {
    const lines = arrange([message(1, "butler", "a", { author_name: "林晓" }), message(2, "butler", "b", { author_name: "周凯" })], 0);
    expect(lines[1]?.first).toBe(true);
  });

  it("ticks the last own words only", () => {
    const all = [message(1, "user"), message(2, "user")];
    expect(tickOf(all, QUIET)).toEqual({ seq: 2, kind: "sent" });
    expect(tickOf(all, { ...QUIET, floor: "butler", read_by_desk_seq: 2 })).toEqual({ seq: 2, kind: "read" });
    expect(tickOf([...all, message(3)], QUIET)).toBeNull();
    expect(tickOf([message(1)], QUIET)).toBeNull();
  });
});
