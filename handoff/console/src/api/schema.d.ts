// Made by `npm run api` from the hub's OpenAPI document. Do not edit.

export interface paths {
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in; sets the session cookie and ends the session that was there before
         * @description Body at most 64 KiB.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log out; the session is revoked, its cookie worthless */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The user of this session and its CSRF token */
        get: operations["whoAmI"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cases of a view, most urgent or newest first
         * @description Roles: butler, supervisor.
         */
        get: operations["listCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything of one case
         * @description Roles: butler, supervisor.
         */
        get: operations["getCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file the customer has sent in the conversation of the case
         * @description Roles: butler, supervisor.
         */
        get: operations["getCaseAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the case; for its holder this changes nothing
         * @description Roles: butler, supervisor.
         */
        post: operations["claimCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The conversation by conversation_seq; with `before_seq` the last `limit` below it
         * @description Roles: butler, supervisor.
         */
        get: operations["readCaseMessages"];
        put?: never;
        /**
         * Answer the customer; the same client_msg_id again answers 200 with the first message
         * @description Roles: butler, supervisor. Body at most 64 KiB.
         */
        post: operations["replyToCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A note only the desk sees
         * @description Roles: butler, supervisor. Body at most 64 KiB.
         */
        post: operations["addNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Back to the queue
         * @description Roles: butler, supervisor. Body at most 64 KiB.
         */
        post: operations["releaseCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle the case; a dispute needs a reason and a message to the customer
         * @description Roles: butler, supervisor. Body at most 64 KiB.
         */
        post: operations["resolveCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{case_id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The butler is writing; the customer sees it for a few seconds
         * @description Roles: butler, supervisor.
         */
        post: operations["typeInCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a photo or a PDF, to be named by a message within a day
         * @description At most 10 MiB. JPEG, PNG, WebP, HEIC or PDF, told by the first bytes.
         */
        post: operations["uploadChatAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of one's own conversation */
        get: operations["getChatAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages after a feed position; with `wait` a long poll, with `before` history */
        get: operations["readChat"];
        put?: never;
        /**
         * Say something; the same client_msg_id again answers 200 with the first message
         * @description Body at most 64 KiB.
         */
        post: operations["sendChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rate a settled case; a second rating changes nothing
         * @description Body at most 64 KiB.
         */
        post: operations["rateCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The customer has seen everything up to this feed position
         * @description Body at most 64 KiB.
         */
        post: operations["markChatRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the customer's conversation with a signed identity
         * @description Body at most 64 KiB.
         */
        post: operations["openChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live messages and state (server-sent events)
         * @description `message` events carry the feed position as id; `state` events have none; pings every 15 s.
         */
        get: operations["streamChat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-minute ticket for the EventSource URL */
        post: operations["makeChatTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/chat/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer is writing; shown for a few seconds, stored nowhere */
        post: operations["typeInChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Demo customers to log in as */
        get: operations["listDemoCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A signed identity of a demo customer
         * @description Body at most 64 KiB.
         */
        post: operations["makeDemoIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live events of the desk (server-sent events)
         * @description The first event is `hello`; read your lists after it. Every event carries its cursor as id: give it back as Last-Event-ID (or `after`) and nothing is skipped. A comment every 15 s. Roles: butler, supervisor.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insurer/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An event of a claim or pickup; stored before it is answered, a repeated event_id changes nothing
         * @description Signed over the raw body; a timestamp more than 5 minutes off is refused. Body at most 64 KiB.
         */
        post: operations["takeInsurerEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does everything add up? A difference is an alarm
         * @description Roles: supervisor.
         */
        get: operations["getReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bot, insurer and desk */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process is alive */
        get: operations["isAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Database reachable and at the newest migration; bot and insurer are reported, not required */
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AddNote */
        AddNote: {
            /** @description 1–4000 characters, not only blanks. */
            text: string;
        };
        /** Alive */
        Alive: {
            /** @constant */
            status: "ok";
        };
        /** AskDemoIdentity */
        AskDemoIdentity: {
            customer_ref: string;
        };
        /**
         * Attachment
         * @description A file sent along; read it with getChatAttachment or getCaseAttachment.
         */
        Attachment: {
            /** Format: uuid */
            id: string;
            media_type: string;
            name: string;
            /** @description Bytes. */
            size: number;
        };
        /** BotState */
        BotState: {
            model_id: string | null;
            ready: boolean;
            since: string | null;
        };
        /** Button */
        Button: {
            /** @description What is sent as the user's text when tapped. */
            say: string;
            title: string;
        };
        /** ButtonsReply */
        ButtonsReply: {
            buttons: components["schemas"]["Button"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "buttons";
            text: string;
        };
        Card: components["schemas"]["TimelineCard"] | components["schemas"]["ChecklistCard"] | components["schemas"]["TermCard"] | components["schemas"]["PoliciesCard"] | components["schemas"]["RatingCard"] | components["schemas"]["HandoffCard"];
        /** CardReply */
        CardReply: {
            card: components["schemas"]["Card"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "card";
            /** @description Plain fallback for channels without cards. */
            text: string;
        };
        /** CaseCounts */
        CaseCounts: {
            active: number;
            mine: number;
            waiting: number;
        };
        /** CaseDetail */
        CaseDetail: {
            /** @description What the asking user may do with the case now. */
            allowed: ("claim" | "reply" | "resolve" | "release" | "note")[];
            butler: components["schemas"]["Person"] | null;
            channel: string;
            clocks: components["schemas"]["Clock"][];
            codes: components["schemas"]["Named"][];
            /** @description The handoff package, frozen when the case was opened. */
            context: components["schemas"]["Context"];
            /** Format: uuid */
            conversation_id: string;
            csat: components["schemas"]["Csat"] | null;
            customer: components["schemas"]["CustomerLabel"];
            dedicated_butler: components["schemas"]["Person"] | null;
            events: components["schemas"]["CaseEvent"][];
            evidence: components["schemas"]["Evidence"][];
            /** @description The user's own words that raised the case. */
            evidence_text: string[];
            first_response_due_at: string | null;
            /** @enum {string} */
            floor: "bot" | "queue" | "butler";
            floor_epoch: number;
            goal: string;
            /** Format: uuid */
            id: string;
            last_message: components["schemas"]["LastMessage"] | null;
            /** @description The same parts as they are now. */
            live: components["schemas"]["LiveContext"];
            notes: components["schemas"]["Note"][];
            number: string;
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            opened_at: string;
            outcome: string | null;
            outcome_reason: string | null;
            outcomes: components["schemas"]["Named"][];
            /** @enum {string} */
            priority: "P0" | "P1" | "P2" | "P3";
            reason: string;
            resolved_at: string | null;
            /** @enum {string} */
            status: "waiting" | "offered" | "active" | "snoozed" | "resolved";
            summary: string;
            unread: number;
            /** @description Grows at every change of the case. */
            version: number;
            waiting_since: string | null;
        };
        /** CaseEvent */
        CaseEvent: {
            actor: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            at: string;
            detail: string;
            id: number;
            /** @description opened, merged, claimed, replied, released, resolved, closed_by_bot, clock_breached, rated */
            kind: string;
        };
        /** CasePage */
        CasePage: {
            counts: components["schemas"]["CaseCounts"];
            items: components["schemas"]["CaseSummary"][];
            next_cursor: string | null;
        };
        /** CaseSummary */
        CaseSummary: {
            butler: components["schemas"]["Person"] | null;
            channel: string;
            codes: components["schemas"]["Named"][];
            customer: components["schemas"]["CustomerLabel"];
            dedicated_butler: components["schemas"]["Person"] | null;
            /** @description The user's own words that raised the case. */
            evidence_text: string[];
            first_response_due_at: string | null;
            goal: string;
            /** Format: uuid */
            id: string;
            last_message: components["schemas"]["LastMessage"] | null;
            number: string;
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            opened_at: string;
            /** @enum {string} */
            priority: "P0" | "P1" | "P2" | "P3";
            /** @enum {string} */
            status: "waiting" | "offered" | "active" | "snoozed" | "resolved";
            unread: number;
            /** @description Grows at every change of the case. */
            version: number;
            waiting_since: string | null;
        };
        /** ChatCase */
        ChatCase: {
            number: string;
            /** @description Place in the queue, 1 = next. */
            position: number | null;
            /** @description One sentence: who will come and when. */
            promise: string | null;
            status: string;
            /** @description Honest estimate; null when nobody can say. */
            wait_minutes: number | null;
        };
        /** ChatMe */
        ChatMe: {
            /** @description The customer's dedicated butler; null when there is none. */
            butler_name: string | null;
            display_name: string;
        };
        /** ChatMessage */
        ChatMessage: {
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            at: string;
            attachments: components["schemas"]["Attachment"][];
            /** @enum {string} */
            author: "user" | "bot" | "butler" | "system";
            author_name: string | null;
            body: components["schemas"]["Reply"];
            client_msg_id: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            /** @description Feed position: gapless per conversation, order as the customer saw it. */
            seq: number;
            text: string;
        };
        /** ChatMessages */
        ChatMessages: {
            last_seq: number;
            messages: components["schemas"]["ChatMessage"][];
            state: components["schemas"]["ChatState"];
        };
        /** ChatSession */
        ChatSession: {
            /** Format: uuid */
            conversation_id: string;
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            expires_at: string;
            last_seq: number;
            me: components["schemas"]["ChatMe"];
            state: components["schemas"]["ChatState"];
            /** @description Goes as `Authorization: Bearer` on every other call; bound to the conversation. */
            token: string;
        };
        /** ChatState */
        ChatState: {
            bot_ready: boolean;
            butler_name: string | null;
            case: components["schemas"]["ChatCase"] | null;
            /** @enum {string} */
            floor: "bot" | "queue" | "butler";
            /** @description Highest seq a butler has seen. */
            read_by_desk_seq: number;
            /** @description Somebody on the other side is writing right now. */
            typing: boolean;
        };
        /** ChatTicket */
        ChatTicket: {
            /** @description Valid for one minute, for EventSource URLs, which cannot carry headers. */
            ticket: string;
        };
        /** ChecklistCard */
        ChecklistCard: {
            /** @default null */
            claim_type: string | null;
            /** @default null */
            disclaimer: string | null;
            groups: components["schemas"]["ChecklistGroup"][];
            /** @default [] */
            hints: string[];
            /** @default null */
            source: string | null;
            title: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "checklist";
        };
        /** ChecklistGroup */
        ChecklistGroup: {
            items: components["schemas"]["ChecklistItem"][];
            label: string;
        };
        /** ChecklistItem */
        ChecklistItem: {
            /** @default null */
            alternatives: string | null;
            code: string;
            /** @default null */
            form: string | null;
            /** @default null */
            issuer: string | null;
            /** @default null */
            mistakes: string | null;
            name: string;
        };
        /** Clock */
        Clock: {
            breached_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            due_at: string;
            kind: string;
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            started_at: string;
            stopped_at: string | null;
        };
        /**
         * ConsoleMessage
         * @description ChatMessage plus what only the desk sees.
         */
        ConsoleMessage: {
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            at: string;
            attachments: components["schemas"]["Attachment"][];
            /** @enum {string} */
            author: "user" | "bot" | "butler" | "system";
            author_name: string | null;
            body: components["schemas"]["Reply"];
            client_msg_id: string | null;
            conversation_seq: number;
            delivery: components["schemas"]["Delivery"] | null;
            /** Format: uuid */
            id: string;
            kind: string;
            model_id: string | null;
            /** @description Feed position; null for what the customer was never shown. */
            seq: number | null;
            text: string;
            understanding: components["schemas"]["Understanding"] | null;
        };
        /** ConsoleMessages */
        ConsoleMessages: {
            /** @description Highest conversation_seq now. */
            last_seq: number;
            messages: components["schemas"]["ConsoleMessage"][];
        };
        /** ConsoleUser */
        ConsoleUser: {
            display_name: string;
            /** Format: uuid */
            id: string;
            roles: ("butler" | "supervisor" | "trainer" | "admin")[];
            username: string;
        };
        /** Context */
        Context: {
            /** @default [] */
            accessibility: string[];
            /** @default [] */
            already_answered: string[];
            /** @default null */
            callback_window: string | null;
            /** @default null */
            channel: string | null;
            /** @default [] */
            claims: components["schemas"]["ContextClaim"][];
            /** @default [] */
            clause_refs: string[];
            /** @default [] */
            clocks: components["schemas"]["ContextClock"][];
            /** @default [] */
            codes: components["schemas"]["ContextCode"][];
            /** @default null */
            draft_reply: string | null;
            /** @default [] */
            earlier_cases: components["schemas"]["EarlierCase"][];
            /** @default null */
            emotion: components["schemas"]["EmotionCourse"] | null;
            /** @default [] */
            evidence: components["schemas"]["Evidence"][];
            /** @default null */
            frozen_at: string | null;
            /** @default null */
            goal: string | null;
            /** @default false */
            insurer_available: boolean;
            /** @default [] */
            intents: components["schemas"]["ContextIntent"][];
            /** @default [] */
            missing_documents: components["schemas"]["ContextMissing"][];
            /** @default null */
            person: components["schemas"]["ContextPerson"] | null;
            /** @default [] */
            policies: components["schemas"]["ContextPolicy"][];
            /** @default null */
            priority: string | null;
            /** @default [] */
            promises: string[];
            /** @default null */
            session_id: string | null;
            slots: {
                [key: string]: unknown;
            };
            /** @default null */
            suggested_next: string | null;
            /** @default null */
            summary: string | null;
            /** @default null */
            timeline: components["schemas"]["TimelineCard"] | null;
            /** @default [] */
            transcript_excerpt: components["schemas"]["ContextLine"][];
        };
        /**
         * ContextClaim
         * @description A claim as the insurer gives it (contracts.md section 4).
         */
        ContextClaim: {
            /** @default null */
            amount_approved: string | null;
            /** @default null */
            amount_claimed: string | null;
            claim_no: string;
            /** @default null */
            claim_type: string | null;
            /** @default null */
            decision: components["schemas"]["ContextDecision"] | null;
            /** @default null */
            docs_complete_at: string | null;
            /** @default null */
            incident: string | null;
            /** @default null */
            incident_date: string | null;
            /** @default null */
            payment: components["schemas"]["ContextPayment"] | null;
            /** @default null */
            policy_no: string | null;
            /** @default null */
            product_name: string | null;
            /** @default null */
            reported_at: string | null;
            /** @default null */
            state_code: string | null;
            /** @default null */
            supplement_round: number | null;
        };
        /** ContextClock */
        ContextClock: {
            /** @default null */
            breached_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            due_at: string;
            kind: string;
            /** @default null */
            started_at: string | null;
            /** @default null */
            stopped_at: string | null;
        };
        /** ContextCode */
        ContextCode: {
            code: string;
            /** @default null */
            name: string | null;
        };
        /**
         * ContextDecision
         * @description Every claim decision names a human reviewer.
         */
        ContextDecision: {
            /** @default null */
            clause_ref: string | null;
            /** @default null */
            clause_text: string | null;
            /** @default null */
            decided_at: string | null;
            /** @default null */
            human_reviewer: string | null;
            /** @enum {string} */
            outcome: "approved" | "partial" | "rejected";
            /** @default null */
            reason: string | null;
        };
        /** ContextIntent */
        ContextIntent: {
            /** @default null */
            confidence: number | null;
            /** @default null */
            message_id: string | null;
            name: string;
        };
        /**
         * ContextLine
         * @description One line of the transcript excerpt.
         */
        ContextLine: {
            /** @default null */
            at: string | null;
            author: string;
            text: string;
        };
        /** ContextMissing */
        ContextMissing: {
            /** @default null */
            alternatives: string | null;
            code: string;
            /** @default null */
            name: string | null;
            /** @default null */
            why: string | null;
        };
        /** ContextPayment */
        ContextPayment: {
            /** @default null */
            account_tail: string | null;
            amount: string;
            /** @default null */
            paid_at: string | null;
        };
        /** ContextPerson */
        ContextPerson: {
            /** @default null */
            age: number | null;
            /** @default null */
            dedicated_butler: string | null;
            /** @default null */
            display_name: string | null;
            /** @default null */
            phone_masked: string | null;
            /** @default null */
            ref_masked: string | null;
            /** @default null */
            since: string | null;
        };
        /**
         * ContextPolicy
         * @description A policy as the insurer gives it (contracts.md section 4).
         */
        ContextPolicy: {
            /** @default [] */
            claim_types: string[];
            /** @default null */
            deductible: string | null;
            /** @default null */
            effective_date: string | null;
            /** @default null */
            expiry_date: string | null;
            /** @default null */
            insurance_type: string | null;
            /** @default null */
            insured_name_masked: string | null;
            /** @default null */
            insurer_name: string | null;
            policy_no: string;
            /** @default null */
            product_name: string | null;
            /** @default null */
            relation: string | null;
            /** @default null */
            status: string | null;
            /** @default null */
            sum_insured: string | null;
            /** @default null */
            waiting_period_days: number | null;
        };
        /** Csat */
        Csat: {
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            at: string;
            comment: string;
            score: number;
        };
        /** CustomerLabel */
        CustomerLabel: {
            display_name: string;
            ref_masked: string | null;
        };
        /** Delivery */
        Delivery: {
            reason: string | null;
            /** @enum {string} */
            status: "pending" | "sent" | "failed" | "superseded";
        };
        /** DemoCustomer */
        DemoCustomer: {
            about: string;
            customer_ref: string;
            name_masked: string;
        };
        /** DemoCustomers */
        DemoCustomers: {
            items: components["schemas"]["DemoCustomer"][];
        };
        /** DemoIdentity */
        DemoIdentity: {
            identity: string;
        };
        /** DeskState */
        DeskState: {
            butler_on_duty: boolean;
            in_hours: boolean;
            on_duty: number;
            opens_at: string | null;
        };
        /** EarlierCase */
        EarlierCase: {
            /** @default [] */
            codes: string[];
            number: string;
            /** @default null */
            outcome: string | null;
            /** @default null */
            outcome_name: string | null;
            /** @default null */
            reason: string | null;
            /** @default null */
            resolved_at: string | null;
        };
        /** Emotion */
        Emotion: {
            /** @default null */
            label: string | null;
            /** @default null */
            level: number | null;
        };
        /**
         * EmotionCourse
         * @description The latest mood, and its course over the turns.
         */
        EmotionCourse: {
            /** @default [] */
            course: components["schemas"]["EmotionStep"][];
            /** @default null */
            label: string | null;
            /** @default null */
            level: number | null;
        };
        /**
         * EmotionStep
         * @description One of the user's messages: how the mood and the escalation scores went.
         */
        EmotionStep: {
            /** @default null */
            decision: string | null;
            /** @default null */
            label: string | null;
            /** @default null */
            level: number | null;
            message_id: string;
            scores: {
                [key: string]: number;
            };
            seq: number;
        };
        /** Entity */
        Entity: {
            /** @default null */
            end: number | null;
            entity: string;
            /** @default null */
            source: string | null;
            /** @default null */
            start: number | null;
            /** @default null */
            text: string | null;
            /** @default null */
            value: unknown;
        };
        /** Escalation */
        Escalation: {
            /** @default null */
            about: string | null;
            /** @default [] */
            codes: string[];
            /** @default null */
            decision: ("escalate" | "offer" | "watch" | "answer") | null;
            /** @default null */
            emotion: components["schemas"]["Emotion"] | null;
            /** @default [] */
            evidence: components["schemas"]["Evidence"][];
            /** @default null */
            reason: string | null;
            scores: {
                [key: string]: number;
            };
        };
        /**
         * Evidence
         * @description The exact words that raised a code. `start`/`end` count Unicode code points of that message's text.
         */
        Evidence: {
            code: string;
            /** @default null */
            end: number | null;
            /** @default null */
            message_id: string | null;
            /** @default null */
            score: number | null;
            /** @default null */
            source: string | null;
            /** @default null */
            start: number | null;
            /** @default  */
            text: string;
        };
        /** FieldError */
        FieldError: {
            field: string;
            message: string;
        };
        /** HandoffCard */
        HandoffCard: {
            /** @default null */
            butler: string | null;
            /** @default null */
            case_number: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "handoff";
            /** @default null */
            when: string | null;
        };
        /** Hello */
        Hello: {
            /** @description Where this stream starts; read your lists, then apply what follows. */
            cursor: string;
        };
        /**
         * InsurerEvent
         * @description `data` by type: claim.step_changed {state_code, due_at}, claim.document_missing {documents}, claim.clock
         *     {clock_code, percent, due_at}, claim.decided {outcome}, claim.paid {amount, account_tail}, pickup.changed
         *     {status}. Another type is taken and not told.
         */
        InsurerEvent: {
            /** @default null */
            claim_no: string | null;
            customer_ref: string;
            data: {
                [key: string]: unknown;
            };
            event_id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @default null */
            pickup_no: string | null;
            type: string;
        };
        /** InsurerState */
        InsurerState: {
            ready: boolean;
        };
        /** LastMessage */
        LastMessage: {
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            at: string;
            /** @enum {string} */
            author: "user" | "bot" | "butler" | "system";
            text: string;
        };
        /**
         * LiveContext
         * @description Parts of the package as they are now.
         */
        LiveContext: {
            /** @default null */
            as_of: string | null;
            /** @default [] */
            claims: components["schemas"]["ContextClaim"][];
            /** @default [] */
            clause_refs: string[];
            /** @default [] */
            clocks: components["schemas"]["ContextClock"][];
            /** @default false */
            customer_typing: boolean;
            /** @default false */
            insurer_available: boolean;
            /** @default [] */
            missing_documents: components["schemas"]["ContextMissing"][];
            /** @default [] */
            policies: components["schemas"]["ContextPolicy"][];
            /** @default null */
            timeline: components["schemas"]["TimelineCard"] | null;
        };
        /**
         * LiveEvent
         * @description A reference; the client reads the rest. The SSE id is the cursor.
         */
        LiveEvent: {
            case_id: string | null;
            conversation_id: string | null;
            /** @enum {string} */
            kind: "case_opened" | "case_changed" | "message_added" | "delivery_changed" | "bot_state";
            version: number | null;
        };
        /** LoggedIn */
        LoggedIn: {
            /** @description Goes as `X-CSRF-Token` on every write. */
            csrf_token: string;
            user: components["schemas"]["ConsoleUser"];
        };
        /** LogIn */
        LogIn: {
            password: string;
            username: string;
        };
        /** MissingDocument */
        MissingDocument: {
            /** @default null */
            alternatives: string | null;
            code: string;
            name: string;
            /** @default null */
            why: string | null;
        };
        /** Named */
        Named: {
            code: string;
            name: string;
        };
        /** Note */
        Note: {
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            at: string;
            author: components["schemas"]["Person"];
            /** Format: uuid */
            id: string;
            text: string;
        };
        /** OpenChat */
        OpenChat: {
            /** @description `user_id|exp|nonce|sig`, made by the site's server; sig = base64url(HMAC-SHA256(secret, `user_id|exp|nonce`)). */
            identity: string;
        };
        /** Person */
        Person: {
            display_name: string;
            /** Format: uuid */
            id: string;
        };
        /** PoliciesCard */
        PoliciesCard: {
            items: components["schemas"]["PolicyItem"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "policies";
        };
        /** PolicyItem */
        PolicyItem: {
            /** @default null */
            from: string | null;
            /** @default null */
            insured: string | null;
            /** @description Masked, e.g. …1234. */
            policy_no: string;
            product: string;
            /** @default null */
            status: string | null;
            /** @default null */
            to: string | null;
            /** @default null */
            type: string | null;
        };
        /**
         * Problem
         * @description RFC 9457 problem document. `detail` is a Chinese sentence a person can be shown; `code` is for
         *     programs.
         */
        Problem: {
            code: string;
            correlation_id: string;
            detail: string;
            /**
             * @description Which fields were wrong (422).
             * @default []
             */
            errors: components["schemas"]["FieldError"][];
            status: number;
            title: string;
            type: string;
        };
        /** RankedIntent */
        RankedIntent: {
            confidence: number;
            name: string;
        };
        /** Rate */
        Rate: {
            /** Format: uuid */
            case_id: string;
            /** @default  */
            comment: string;
            score: number;
        };
        /** RatingCard */
        RatingCard: {
            case_id: string;
            question: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "rating";
        };
        /** Readiness */
        Readiness: {
            parts: {
                [key: string]: string;
            };
            /** @enum {string} */
            status: "ready" | "unready";
        };
        /** ReadUpTo */
        ReadUpTo: {
            seq: number;
        };
        /**
         * Reconciliation
         * @description opened = sum of by_status; every escalation signal has a case or a recorded reason why not.
         */
        Reconciliation: {
            /**
             * Format: date-time
             * @description ISO 8601 with offset.
             */
            at: string;
            by_status: {
                [key: string]: number;
            };
            differences: string[];
            opened: number;
            signals: number;
            signals_with_case: number;
            signals_with_reason: number;
        };
        /** ReleaseCase */
        ReleaseCase: {
            /** @default  */
            reason: string;
        };
        Reply: components["schemas"]["TextReply"] | components["schemas"]["ButtonsReply"] | components["schemas"]["CardReply"];
        /** ResolveCase */
        ResolveCase: {
            /**
             * @description Sent to the customer before the case closes; required for disputes.
             * @default
             */
            message_to_user: string;
            outcome: string;
            /** @default  */
            reason: string;
        };
        /** SendCaseMessage */
        SendCaseMessage: {
            /** @description Chosen by the client, unique in the conversation; the same one again changes nothing. */
            client_msg_id: string;
            /** @description 1–4000 characters, not only blanks. */
            text: string;
        };
        /** SendChatMessage */
        SendChatMessage: {
            /** @description Own files that no message has named yet. */
            attachment_ids?: string[];
            /** @description Chosen by the client, unique in the conversation; the same one again changes nothing. */
            client_msg_id: string;
            /**
             * @description 1–4000 characters; may be empty with attachments.
             * @default
             */
            text: string;
        };
        /** SystemStatus */
        SystemStatus: {
            bot: components["schemas"]["BotState"];
            desk: components["schemas"]["DeskState"];
            insurer: components["schemas"]["InsurerState"];
        };
        /**
         * Taken
         * @description `new` is false for an event that had been taken before.
         */
        Taken: {
            event_id: string;
            new: boolean;
            /** Format: date-time */
            received_at: string;
        };
        /** TermCard */
        TermCard: {
            /** @default null */
            basis: string | null;
            /** @default null */
            example: string | null;
            key: string;
            /** @default null */
            misconception: string | null;
            plain: string;
            term: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "term";
        };
        /** TextReply */
        TextReply: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "text";
            text: string;
        };
        /**
         * TimelineCard
         * @description A claim's course, at most 15 steps.
         */
        TimelineCard: {
            claim_no: string;
            /** @default null */
            claim_type: string | null;
            /** @default null */
            headline: string | null;
            /** @default [] */
            missing: components["schemas"]["MissingDocument"][];
            /** @default null */
            next_action: string | null;
            /** @default null */
            product: string | null;
            /** @default null */
            status: string | null;
            steps: components["schemas"]["TimelineStep"][];
            title: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "timeline";
            /** @default null */
            updated_at: string | null;
        };
        /** TimelineStep */
        TimelineStep: {
            /** @default null */
            actor: string | null;
            /** @default null */
            actor_name: string | null;
            /** @default null */
            at: string | null;
            code: string;
            /** @default null */
            due_at: string | null;
            n: number;
            name: string;
            /** @default null */
            note: string | null;
            /** @enum {string} */
            state: "done" | "now" | "next" | "problem";
        };
        /** Understanding */
        Understanding: {
            /** @default [] */
            entities: components["schemas"]["Entity"][];
            /** @default null */
            escalation: components["schemas"]["Escalation"] | null;
            /** @default null */
            intent: components["schemas"]["RankedIntent"] | null;
            /** @default null */
            message_id: string | null;
            /**
             * @description Why nothing is known about a message written while a person had the floor.
             * @default null
             */
            not_understood: ("bot_unavailable" | "bot_rejected") | null;
            /** @default [] */
            ranking: components["schemas"]["RankedIntent"][];
            /**
             * @description False: the intent is only a guess.
             * @default null
             */
            understood: boolean | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            /** @description LoggedIn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedIn"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Wrong credentials (`wrong_credentials`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "wrong_credentials";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "rate_limited";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No content. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description CSRF token missing or wrong (`csrf_failed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "csrf_failed";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    whoAmI: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description LoggedIn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedIn"];
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    listCases: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                view?: "waiting" | "mine" | "active" | "resolved" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CasePage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CasePage"];
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    getCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CaseDetail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDetail"];
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    getCaseAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment_id: string;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, always as a download. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/heic": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    claimCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CaseDetail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDetail"];
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`, `csrf_failed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden" | "csrf_failed";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Case already held (`case_already_held`, `case_closed`, `conflict`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "case_already_held" | "case_closed" | "conflict";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    readCaseMessages: {
        parameters: {
            query?: {
                after_seq?: number;
                before_seq?: number | null;
                limit?: number;
            };
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ConsoleMessages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleMessages"];
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    replyToCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendCaseMessage"];
            };
        };
        responses: {
            /** @description ConsoleMessage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleMessage"];
                };
            };
            /** @description ConsoleMessage */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleMessage"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Not your case (`not_your_case`, `forbidden`, `csrf_failed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_your_case" | "forbidden" | "csrf_failed";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Case closed (`case_closed`, `conflict`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "case_closed" | "conflict";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    addNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddNote"];
            };
        };
        responses: {
            /** @description Note */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`, `csrf_failed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden" | "csrf_failed";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    releaseCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseCase"];
            };
        };
        responses: {
            /** @description CaseDetail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDetail"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Not your case (`not_your_case`, `forbidden`, `csrf_failed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_your_case" | "forbidden" | "csrf_failed";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Case closed (`case_closed`, `conflict`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "case_closed" | "conflict";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    resolveCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveCase"];
            };
        };
        responses: {
            /** @description CaseDetail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseDetail"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Not your case (`not_your_case`, `forbidden`, `csrf_failed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_your_case" | "forbidden" | "csrf_failed";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Case closed (`case_closed`, `conflict`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "case_closed" | "conflict";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    typeInCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No content. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Not your case (`not_your_case`, `forbidden`, `csrf_failed`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_your_case" | "forbidden" | "csrf_failed";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Case closed (`case_closed`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "case_closed";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    uploadChatAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Attachment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description Malformed multipart body (`malformed_multipart`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_multipart";
                    };
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "rate_limited";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    getChatAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, always as a download. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "image/heic": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    readChat: {
        parameters: {
            query?: {
                after?: number;
                before?: number | null;
                limit?: number;
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ChatMessages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatMessages"];
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    sendChat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendChatMessage"];
            };
        };
        responses: {
            /** @description ChatMessage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatMessage"];
                };
            };
            /** @description ChatMessage */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatMessage"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Too many requests (`rate_limited`) */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "rate_limited";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    rateCase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rate"];
            };
        };
        responses: {
            /** @description No content. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Conflict (`conflict`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "conflict";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    markChatRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadUpTo"];
            };
        };
        responses: {
            /** @description No content. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    openChat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenChat"];
            };
        };
        responses: {
            /** @description ChatSession */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatSession"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Identity rejected (`identity_rejected`, `identity_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identity_rejected" | "identity_expired";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    streamChat: {
        parameters: {
            query: {
                after?: number;
                ticket: string;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: message, state (data: see x-event-stream). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    makeChatTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ChatTicket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatTicket"];
                };
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    typeInChat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No content. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Token rejected (`token_rejected`, `token_expired`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "token_rejected" | "token_expired";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    listDemoCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DemoCustomers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoCustomers"];
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    makeDemoIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskDemoIdentity"];
            };
        };
        responses: {
            /** @description DemoIdentity */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoIdentity"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                after?: string | null;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: hello, case_opened, case_changed, message_added, delivery_changed, bot_state (data: see x-event-stream). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden";
                    };
                };
            };
            /** @description Cursor expired (`cursor_expired`) */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "cursor_expired";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    takeInsurerEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InsurerEvent"];
            };
        };
        responses: {
            /** @description Taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Taken"];
                };
            };
            /** @description Malformed JSON (`malformed_json`) */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "malformed_json";
                    };
                };
            };
            /** @description Signature rejected (`signature_rejected`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "signature_rejected";
                    };
                };
            };
            /** @description Not found (`not_found`) */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Body too large (`body_too_large`) */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "body_too_large";
                    };
                };
            };
            /** @description Unsupported media type (`unsupported_media_type`) */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unsupported_media_type";
                    };
                };
            };
            /** @description Invalid (`invalid`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "invalid";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    getReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reconciliation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Forbidden (`forbidden`) */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "forbidden";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description SystemStatus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemStatus"];
                };
            };
            /** @description Not logged in (`unauthorized`) */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unauthorized";
                    };
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    isAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Unavailable (`unavailable`) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
                    };
                };
            };
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Readiness */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Internal error (`internal`) */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "internal";
                    };
                };
            };
            /** @description Readiness */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
