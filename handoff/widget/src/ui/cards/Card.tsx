import type { JSX } from "preact";
import type { Card } from "../../wire";
import { Checklist } from "./Checklist";
import { Rating } from "./Rating";
import { Handoff, Policies, Term } from "./Small";
import { Timeline } from "./Timeline";

export function CardView({ card, above = "" }: { card: Card; above?: string }): JSX.Element {
  switch (card.type) {
    case "timeline":
      return <Timeline card={card} above={above} />;
    case "checklist":
      return <Checklist card={card} />;
    case "term":
      return <Term card={card} />;
    case "policies":
      return <Policies card={card} />;
    case "rating":
      return <Rating card={card} />;
    case "handoff":
      return <Handoff card={card} />;
  }
}
