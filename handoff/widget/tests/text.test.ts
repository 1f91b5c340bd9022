import { describe, expect, it } from "vitest";
import { messageLength, tidy } from "../src/text/length";
import { linkify } from "../src/text/linkify";
import { chinaDate, deadline, isPast, messageTime, plainDate } from "../src/text/time";

const hrefs = (text: string): string[] => linkify(text).map((run) => run.href).filter((href): href is string => href !== null);

describe("linkify", () => {
  it("finds addresses and leaves the Chinese around them", () => {
    expect(linkify("请看https://a.example/x?y=1。谢谢")).toEqual([
      { text: "请看", href: null },
      { text: "https://a.example/x?y=1", href: "https://a.example/x?y=1" },
      { text: "。谢谢", href: null },
    ]);
  });

  it("never makes a link of anything but http and https", () => {
    expect(hrefs("javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd //evil.example tel:110")).toEqual([]);
  });

  it("refuses addresses that hide their host", () => {
    expect(hrefs("https://bank.example@evil.example/login http://u:p@evil.example https:///x")).toEqual([]);
    expect(hrefs("https://ok.example/@user")).toEqual(["https://ok.example/@user"]);
  });

  it("drops trailing punctuation and keeps every character of the text", () => {
    const text = "(见 http://a.example/b). 还有 <https://c.example>，完";
    expect(hrefs(text)).toEqual(["http://a.example/b", "https://c.example"]);
    expect(linkify(text).map((run) => run.text).join("")).toBe(text);
  });

  it("is quick on hostile input", () => {
    const began = performance.now();
    linkify("https://".repeat(20_000) + "!".repeat(50_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe("length", () => {
  it("counts code points, as the hub does", () => {
    expect(messageLength("你好😀")).toBe(3);
    expect(messageLength("👨‍👩‍👧")).toBe(5);
    expect(messageLength("")).toBe(0);
    expect(messageLength("\ud83d")).toBe(1);
  });

  it("cleans what the hub would drop and keeps line breaks", () => {
    expect(tidy("  a\r\nb\rc\u0000\u0007\ud83d \t")).toBe("a\nb\nc");
    expect(tidy(" \n\t ")).toBe("");
    expect(tidy("😀")).toBe("😀");
  });
});

describe("times", () => {
  const now = Date.parse("2026-11-22T10:00:00+08:00");

  it("names the day only where it is needed", () => {
    expect(messageTime("2026-11-22T09:05:00+08:00", now, -480)).toBe("09:05");
    expect(messageTime("2026-11-21T23:59:00+08:00", now, -480)).toBe("昨天 23:59");
    expect(messageTime("2026-01-03T09:05:00+08:00", now, -480)).toBe("1月3日 09:05");
    expect(messageTime("2025-12-31T09:05:00+08:00", now, -480)).toBe("2025年12月31日 09:05");
    expect(messageTime("nonsense", now, -480)).toBe("");
  });

  it("gives deadlines in China's time wherever the device is, and says so", () => {
    expect(deadline("2026-11-25T18:00:00+08:00", now, -480)).toBe("11月25日 周三 18:00");
    expect(deadline("2026-11-25T10:00:00Z", now, 0)).toBe("11月25日 周三 18:00（北京时间）");
    expect(deadline("2026-11-25T23:59:59+08:00", now, -480)).toBe("11月25日 周三");
    expect(deadline("2026-11-25", now, -480)).toBe("11月25日 周三");
  });

  it("names midnight after the day that ends with it", () => {
    expect(deadline("2026-11-25T00:00:00+08:00", now, -480)).toBe("11月24日 周二");
  });

  it("knows what is over", () => {
    expect(isPast("2026-11-22T09:59:59+08:00", now)).toBe(true);
    expect(isPast("2026-11-22", now)).toBe(false);
    expect(isPast("x", now)).toBe(false);
  });

  it("writes plain dates", () => {
    expect(plainDate("2026-03-01")).toBe("2026.03.01");
    expect(plainDate("终身")).toBe("终身");
    expect(chinaDate("2027-01-01", now)).toBe("2027年1月1日 周五");
  });
});
