/** Before the first word: who is here (a machine, and the person behind it), and what can be asked. */
import type { JSX } from "preact";
import { useContext } from "preact/hooks";
import { DeskContext } from "./context";
import { Avatar, Badge } from "./MessageView";
import { words } from "./words";

interface WelcomeProps {
  name: string | null;
  butler: string | null;
}

/** The hub says "您" where it does not know the name. */
function greeting(name: string | null): string {
  return name === null || name === words.you ? words.helloNobody : words.hello(name);
}

export function Welcome({ name, butler }: WelcomeProps): JSX.Element {
  const { say } = useContext(DeskContext);
  return (
    <section class="welcome">
      <h3 class="welcome-hello">{greeting(name)}</h3>
      <div class="who">
        <Avatar author="bot" name={null} />
        <p>
          <strong class="who-name">
            {words.botName}
            <Badge author="bot" />
          </strong>
          {words.helloBot}
        </p>
      </div>
      <div class="who">
        <Avatar author="butler" name={butler} />
        <p>
          <strong class="who-name">
            {butler ?? words.butler}
            <Badge author="butler" />
          </strong>
          {butler !== null && words.helloButler(butler)}
          {words.helloButlerLong}
        </p>
      </div>
      <p class="welcome-ask">{words.askThis}</p>
      <div class="choices">
        {words.questions.map((question) => (
          <button
            key={question.title} type="button" class="choice"
            onClick={() => {
              say(question.say);
            }}
          >
            {question.title}
          </button>
        ))}
      </div>
    </section>
  );
}
