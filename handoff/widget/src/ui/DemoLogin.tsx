/** Demo mode's log-in: choose whom to be. In production the same page says where to come from instead. */
import type { JSX } from "preact";
import type { DemoCustomer } from "../wire";
import { ChatIcon } from "./icons";
import { words } from "./words";

interface DemoLoginProps {
  /** Null while they are being fetched. */
  customers: readonly DemoCustomer[] | null;
  problem: string | null;
  onPick: (ref: string) => void;
}

export function DemoLogin({ customers, problem, onPick }: DemoLoginProps): JSX.Element {
  return (
    <div class="demo">
      <span class="demo-mark" aria-hidden="true">
        <ChatIcon />
      </span>
      <h1>{problem === null ? words.demoTitle : words.title}</h1>
      {problem !== null && (
        <p class="demo-lead" role="alert">
          {problem}
        </p>
      )}
      {problem === null && <p class="demo-lead">{customers === null ? words.opening : words.demoPick}</p>}
      {customers !== null && problem === null && (
        <>
          <ul class="demo-list">
            {customers.map((customer) => (
              <li key={customer.customer_ref}>
                <button
                  type="button" class="demo-item"
                  onClick={() => {
                    onPick(customer.customer_ref);
                  }}
                >
                  <span class="demo-name">{customer.name_masked}</span>
                  <span class="demo-about">{customer.about}</span>
                </button>
              </li>
            ))}
          </ul>
          <p class="demo-note">{words.demoNote}</p>
        </>
      )}
    </div>
  );
}
