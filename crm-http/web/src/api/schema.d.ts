// Made by `npm run types` of the API document; not to be edited.

export interface paths {
    "/api/admin/database": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the database tells of itself: its size, its connections, what waits, and where its time goes.
         * @description The statements come from the extension `pg_stat_statements`; without it, and on SQLite, `noStatements` says why there are
         *     none. Values are never shown.
         */
        get: operations["admin_database"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts at providers, what was refused, and what could not be read. */
        get: operations["admin_integrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs in a state, the latest first, at most 100. */
        get: operations["admin_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queues a job again that was given up. */
        post: operations["admin_retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/unknown-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers that calls came to and that are no line, latest first, at most 1,000. Adding the line attributes the calls that
         *     follow. Only admins see them.
         */
        get: operations["admin_unknown_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the audit, the latest first, at most 100. */
        get: operations["admin_latest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Verifies the whole log. */
        get: operations["admin_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in. A browser sends `X-Session: cookie`: then the refresh token comes as a cookie that scripts cannot read. */
        post: operations["auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs out: ends this session, and takes a browser's cookie back. */
        post: operations["auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own password and ends one's other sessions. A wrong present password is slowed down as a wrong sign-in is. */
        put: operations["auth_change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["auth_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a refresh token, once, for the next pair. A token that comes back after it was exchanged ends the session. */
        post: operations["auth_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions, latest first, those that have ended lately included. */
        get: operations["auth_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a session: one's own, or for admins anybody's. Ending one that has ended changes nothing. */
        delete: operations["auth_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Call-backs, who waits longest first unless asked otherwise; only those the user may see. */
        get: operations["callbacks_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/callbacks/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a call-back without a call. A talk with the client closes it by itself. */
        post: operations["callbacks_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/callbacks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a call-back back: nobody looks after it any more. */
        post: operations["callbacks_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/callbacks/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a call-back: the user looks after it, also in a colleague's stead. */
        post: operations["callbacks_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls, the latest first unless asked otherwise; only those the user may see. */
        get: operations["calls_list"];
        put?: never;
        /** Writes a call by hand, such as one taken on a mobile phone. */
        post: operations["calls_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One call, with its legs and what the provider reported. */
        get: operations["calls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Classifies a call: its subject and a note. */
        patch: operations["calls_classify"];
        trace?: never;
    };
    "/api/calls/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of the calls alone: for admins of the whole office, for directors of their cities together; or of one city. */
        get: operations["stats_of_calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every campaign by name. Whoever is signed in may read them. */
        get: operations["campaigns_list"];
        put?: never;
        /** Adds a campaign. Only admins do; naming one on a line or an order adds it as well. */
        post: operations["campaigns_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign. */
        get: operations["campaigns_get"];
        put?: never;
        post?: never;
        /** Archives a campaign: it is no longer offered. Only admins do. */
        delete: operations["campaigns_archive"];
        options?: never;
        head?: never;
        /** Renames a campaign, archives it or brings it back. What was written under it stays. Only admins do. */
        patch: operations["campaigns_change"];
        trace?: never;
    };
    "/api/campaigns/{id}/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Costs of a campaign, the latest first day first: for admins all, for directors those of own cities, for others none. */
        get: operations["campaigns_list_costs"];
        put?: never;
        /** Enters what a campaign cost. Only admins do. */
        post: operations["campaigns_add_cost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/costs/{costId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One cost of a campaign. */
        get: operations["campaigns_get_cost"];
        put?: never;
        post?: never;
        /** Takes a cost back: it is kept, and counts for nothing. Only admins do. */
        delete: operations["campaigns_cancel_cost"];
        options?: never;
        head?: never;
        /** Changes a cost. Only admins do. */
        patch: operations["campaigns_change_cost"];
        trace?: never;
    };
    "/api/cash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hand-overs, latest first: a master's own, for directors those of own cities, for admins all. */
        get: operations["masters_list_handovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hand-over. */
        get: operations["masters_get_handover"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a hand-over: admins, and directors of its city; nobody an own one. */
        post: operations["masters_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declines a hand-over: the master holds the cash still. Admins do, and directors of its city. */
        post: operations["masters_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws a hand-over that waits, as the master who made it. It is declined then. */
        post: operations["masters_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every city by name. Whoever is signed in may read them. */
        get: operations["cities_list"];
        put?: never;
        /** Adds a city. Only admins do. */
        post: operations["cities_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One city. */
        get: operations["cities_get"];
        put?: never;
        post?: never;
        /** Archives a city: it takes nothing new and stays readable. Only admins do. */
        delete: operations["cities_archive"];
        options?: never;
        head?: never;
        /** Changes a city: name, zone, visit hours, capacities. Only admins do. */
        patch: operations["cities_change"];
        trace?: never;
    };
    "/api/clients/{phone}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All calls and orders of a phone, open orders first. A phone that nobody knows has an empty card. */
        get: operations["clients_card"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens: `text/event-stream`, only of what the user may see.
         * @description Each event has an `id`, its kind as `event`, and as `data` a JSON object `{position, kind, entity, id, at, …}`. A stream
         *     that is opened with the last id goes on after it without a gap; without one it begins now. The event `reset` says that
         *     the feed does not reach back so far: read everything again, then go on. A stream ends when the user may not watch any
         *     more, when its access token runs out, or when its events are not taken in time: open it again with the last id.
         */
        get: operations["events_follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket that opens one event stream within 30 seconds, on whichever server of the office, where no header can be sent, as with a browser's `EventSource`. */
        post: operations["events_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/calls.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls as a file: every one that the user may see and the filter lets through. */
        get: operations["exports_calls_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/calls.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls as a file: every one that the user may see and the filter lets through. */
        get: operations["exports_calls_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/orders.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders as a file, in the order they were written. */
        get: operations["exports_orders_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/orders.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders as a file, in the order they were written. */
        get: operations["exports_orders_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/stats.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report as a file. */
        get: operations["exports_stats_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export/stats.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report as a file. */
        get: operations["exports_stats_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs: it says so for as long as it does. For who restarts what hangs. */
        get: operations["health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether requests can be served: the database answers, or did less than a second ago, and the server is not about to stop. For
         *     who distributes them.
         */
        get: operations["health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every line by number; only those of the cities the user serves. */
        get: operations["lines_list"];
        put?: never;
        /** Adds a line. Only admins do. */
        post: operations["lines_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lines/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One line. */
        get: operations["lines_get"];
        put?: never;
        post?: never;
        /** Archives a line. Only admins do. */
        delete: operations["lines_archive"];
        options?: never;
        head?: never;
        /** Changes what the calls of a line are attributed to. Only admins do. */
        patch: operations["lines_change"];
        trace?: never;
    };
    "/api/masters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Masters by id, each with the number of open orders; only those the user may see. */
        get: operations["masters_list"];
        put?: never;
        /** Adds a master: admins anywhere, directors in own cities. */
        post: operations["masters_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/masters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One master. */
        get: operations["masters_get"];
        put?: never;
        post?: never;
        /** Locks a master out; nobody is ever deleted. Open orders stay until they are given to another master. */
        delete: operations["masters_deactivate"];
        options?: never;
        head?: never;
        /** Changes a master: admins any, directors one all of whose cities are own cities. */
        patch: operations["masters_change"];
        trace?: never;
    };
    "/api/masters/{id}/cash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a master has earned, handed over and holds, by city. A director is told of own cities only; the hand-overs are at
         *     `/cash?masterId=…`.
         */
        get: operations["masters_balance"];
        put?: never;
        /** Hands cash over. The master does so, nobody else. */
        post: operations["masters_hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counters, timings and gauges, in `OpenMetrics` text. Open to the machine itself, or, where a token is set, to its bearer. */
        get: operations["health_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users by id; only those the asking user may see. */
        get: operations["operators_list"];
        put?: never;
        /** Adds a user of any role. Only admins do. */
        post: operations["operators_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One user. */
        get: operations["operators_get"];
        put?: never;
        post?: never;
        /** Locks a user out; nobody is ever deleted. Only admins do. */
        delete: operations["operators_deactivate"];
        options?: never;
        head?: never;
        /** Changes a user's profile: name, role, cities, phone. Only admins do. */
        patch: operations["operators_change"];
        trace?: never;
    };
    "/api/operators/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets another user's password and ends every session of that user. Only admins do. */
        put: operations["operators_set_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Lets a user in or locks a user out. Locking out ends every session and frees the extension. Only admins do. */
        patch: operations["operators_set_status"];
        trace?: never;
    };
    "/api/operators/{id}/time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a user's time was spent on, per local day: one's own, for directors that of users of own cities, for admins
         *     everybody's.
         */
        get: operations["operators_time"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/{id}/work-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a user was doing in a period, oldest first, for who may read the user's time. The entries tile the time. */
        get: operations["operators_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/{id}/work-state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the work state of somebody who forgot to: admins that of anybody, a director that of masters of own cities. */
        put: operations["operators_set_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/me/work-state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets one's own work state. */
        put: operations["operators_set_own_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders: open ones by status and meeting, then closed ones, the latest first; only those the user may see. */
        get: operations["orders_list"];
        put?: never;
        /** Writes an order. It waits for a master, and its visit takes a place in the slot. */
        post: operations["orders_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order, with the moves that are open to whoever asks. */
        get: operations["orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes fields of an order. */
        patch: operations["orders_change"];
        trace?: never;
    };
    "/api/orders/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history of an order, oldest first. It is kept for ever. */
        get: operations["orders_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was posted to the ledger of an order, oldest first. */
        get: operations["orders_ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}/master": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives an order to a master: a new one is accepted by it, another open one changes hands and stands where it stood. */
        put: operations["orders_assign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Moves an order to another status. */
        put: operations["orders_change_status"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/from-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes an order from a call, which `callId` names: phone, city, campaign and advert account are the call's. */
        post: operations["orders_create_from_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in force. Whoever is signed in may read them. */
        get: operations["settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes settings: all that are named, or none when one of them does not hold. Only admins do. */
        patch: operations["settings_change"];
        trace?: never;
    };
    "/api/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shifts by beginning: one's own, for directors those of users of own cities, for admins everybody's. */
        get: operations["shifts_list"];
        put?: never;
        /** Plans a shift: directors those of users of own cities, admins everybody's. */
        post: operations["shifts_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shifts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One shift. */
        get: operations["shifts_get"];
        put?: never;
        post?: never;
        /** Calls a shift off, by who may plan it. It is kept, and stands in nobody's way. */
        delete: operations["shifts_cancel"];
        options?: never;
        head?: never;
        /** Moves a shift or changes its note, by who may plan it. */
        patch: operations["shifts_change"];
        trace?: never;
    };
    "/api/shifts/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the shifts of a period that stand were kept, by user and beginning, for who may read them. */
        get: operations["shifts_attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The slots of a local day of a city, with the room left in each. */
        get: operations["orders_slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A row for each campaign that brought or cost something, by name. */
        get: operations["stats_by_campaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A row for each city, by name. */
        get: operations["stats_by_city"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/daily": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls and orders by local day, days without anything included. */
        get: operations["stats_daily"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/masters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A row for each master, by id. */
        get: operations["stats_by_master"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/my": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own figures. */
        get: operations["stats_my"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/operator/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of one user: for admins, for directors of whoever serves one of their cities, for others only their own. */
        get: operations["stats_of_operator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A row for each operator, by id. */
        get: operations["stats_by_operator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/overall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of the office: for admins of all of it, for directors of their cities together; or of one city. */
        get: operations["stats_overall"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/service-level": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service level by all six variants, over the same calls; `variant` and `target` choose nothing here. */
        get: operations["stats_service_level"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/staffing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each interval of a period had, and how many people would have met the target. */
        get: operations["stats_staffing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/wallboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The office at this moment: for admins all of it, for directors and operators their cities together; or one city. */
        get: operations["stats_wallboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/mango/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers whoever looks whether the address is there. */
        get: operations["telephony_probe"];
        put?: never;
        /**
         * Takes an event of Mango Office: `/api/webhooks/mango` is the base address to give it, and it adds the event's path.
         * @description An empty body, and an unsigned post to `/ping`, are its connection check.
         */
        post: operations["telephony_mango"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/sip/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes an event of a SIP server, signed in `X-Sign`: `hex(sha256(key + body + salt))`, or `hmac-sha256=` and the HMAC-SHA256
         *     of the body under the salt, in hex.
         */
        post: operations["telephony_sip"];
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
        /** @description How a user kept a shift, as far as it has passed. Times are whole seconds, rounded down. */
        Attendance: {
            /** @description Whether the shift is over and the user was never at work in it. */
            absent: boolean;
            /**
             * Format: date-time
             * @description The first instant at work, from two hours before the shift on.
             */
            arrivedAt?: string | null;
            /**
             * Format: int64
             * @description How long of the shift the user was on a break.
             */
            breakSeconds: number;
            /**
             * Format: int64
             * @description How long after the beginning that was; while nobody has come, how long the shift has lasted. Zero for an absence.
             */
            lateBySeconds: number;
            /**
             * Format: int64
             * @description How long before the end of a shift that is over the user was at work last. Zero for an absence.
             */
            leftEarlyBySeconds: number;
            shift: components["schemas"]["Shift"];
            /**
             * Format: int64
             * @description How long of the shift the user was online, on a call or wrapping up.
             */
            workedSeconds: number;
        };
        /** @description An entry of the audit. */
        AuditEntry: {
            /** @description What was done, such as `order.created`. */
            action: string;
            /** @description Who acted, such as `operator:12` or `system:housekeeping`. */
            actor: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description The block that seals it; `null` while it is not sealed.
             */
            block?: number | null;
            /**
             * Format: int64
             * @description The user who acted; `null` when it was the program itself.
             */
            operatorId?: number | null;
            /** @description The particulars; `null` when they were erased. */
            payload?: unknown;
            /**
             * Format: int64
             * @description Its place in the log.
             */
            seq: number;
            /** @description About what, such as `order:17`. */
            subject: string;
        };
        /** @description What a verification found. */
        AuditReport: {
            /**
             * Format: int64
             * @description How many blocks hold.
             */
            blocks: number;
            /** @description The first place where it is not. The counts stop there. */
            broken?: string | null;
            /**
             * Format: int64
             * @description How many entries have had their particulars erased.
             */
            erased: number;
            /** @description The hash of the last block that holds: noted down elsewhere, it proves later that nothing before it was removed. */
            head: string;
            /** @description Whether the log is what was sealed. */
            isIntact: boolean;
            /**
             * Format: int64
             * @description How many were let go, because they were kept for as long as the settings say.
             */
            purged: number;
            /**
             * Format: int64
             * @description How many of their entries are there.
             */
            sealed: number;
            /**
             * Format: int64
             * @description How many entries are younger than the last seal: nothing can be said of them yet.
             */
            unsealed: number;
        };
        /** @description A call. */
        Call: {
            /** Format: date-time */
            answeredAt?: string | null;
            /** @description The advert account behind the line. */
            avitoName?: string | null;
            /** @description The same; the name other lists use. */
            campaign?: string | null;
            category?: string | null;
            city?: string | null;
            /** @description Whether the provider's account of the call is whole. */
            complete: boolean;
            /** @description The provider's id of the whole call; `null` for a call written by hand. */
            conversationId?: string | null;
            /** Format: date-time */
            dateCreate: string;
            /** @enum {string} */
            direction: "in" | "out" | "internal";
            /** Format: date-time */
            endedAt?: string | null;
            /** @enum {string|null} */
            endReason?: "busy" | "declined" | "no_answer" | "cancelled" | "unreachable" | "failed" | null;
            /**
             * Format: int64
             * @description Who talked with the client last: after a transfer somebody else than `operator`.
             */
            finalOperatorId?: number | null;
            /** Format: int64 */
            id: number;
            /** @enum {string|null} */
            missReason?: "no_answer" | "busy" | "declined" | "out_of_hours" | "abandoned_ivr" | "abandoned_queue" | "abandoned_ringing" | "system" | null;
            note?: string | null;
            operator?: components["schemas"]["Person"] | null;
            /** @description The company's number. */
            phoneAts?: string | null;
            /** @description E.164; `null` when hidden. */
            phoneClient?: string | null;
            recordings: components["schemas"]["Recording"][];
            /** @description The campaign's name. */
            rk?: string | null;
            /** @enum {string} */
            status: "new" | "answered" | "missed" | "busy" | "no_answer";
            /**
             * Format: int64
             * @description Whole seconds of talk, hold included; `null` while it lasts.
             */
            talkSeconds?: number | null;
            /** @description Whether the client was handed on after talking. */
            transferred: boolean;
            /** Format: int64 */
            version: number;
            /**
             * Format: int64
             * @description Whole seconds until the answer or the end, the menu included; `null` while it rings.
             */
            waitSeconds?: number | null;
        };
        /** @description A call-back: a client who was missed, with however many calls. */
        Callback: {
            /** @description The city of the latest missed call; without one every operator sees it. */
            city?: string | null;
            closed?: components["schemas"]["CallbackClosed"] | null;
            /**
             * Format: int64
             * @description The first missed call.
             */
            firstCallId: number;
            /** Format: int64 */
            id: number;
            /**
             * Format: int64
             * @description The latest missed call.
             */
            lastCallId: number;
            /**
             * Format: date-time
             * @description When the latest missed call began.
             */
            lastMissedAt: string;
            /**
             * Format: int32
             * @description How often the client was missed.
             */
            missed: number;
            /**
             * Format: date-time
             * @description Since when the client waits: the end of the first missed call.
             */
            openedAt: string;
            /** @description Whom to call, E.164. */
            phone: string;
            /** @description The company's number the client dialled last. */
            phoneAts?: string | null;
            /** @description The campaign's name. */
            rk?: string | null;
            /** @enum {string} */
            state: "open" | "closed" | "withdrawn";
            taken?: components["schemas"]["CallbackTaken"] | null;
            /** Format: int64 */
            version: number;
            /**
             * Format: int64
             * @description How long the client has waited by now, or waited until the talk, in whole seconds.
             */
            waitedSeconds: number;
        };
        /** @description How a client's waiting ended. */
        CallbackClosed: {
            /**
             * Format: date-time
             * @description When somebody began to talk with the client, or closed it by hand.
             */
            at: string;
            /**
             * Format: int64
             * @description The call in which they talked; `null` when closed by hand.
             */
            callId?: number | null;
            /**
             * Format: int64
             * @description Who talked first, or closed it; `null` when nobody of the office is known.
             */
            operatorId?: number | null;
            /** @description Why it was closed by hand. */
            reason?: string | null;
        };
        /** @description Why nobody has to call any more. */
        CallbackClosing: {
            /** @description Such as: the client wrote, the number is wrong. */
            reason: string;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description One page of call-backs, with how many clients wait in all. */
        CallbackList: components["schemas"]["ListOf_Callback"] & {
            open: components["schemas"]["OpenCallbacks"];
        };
        /** @description Clients who wait for a call. */
        CallbacksNow: {
            /**
             * Format: date-time
             * @description Since when the one waits who waits longest.
             */
            oldest?: string | null;
            /**
             * Format: int64
             * @description How many.
             */
            open: number;
        };
        /** @description Who looks after a call-back. */
        CallbackTaken: {
            /**
             * Format: date-time
             * @description Since when.
             */
            at: string;
            by: components["schemas"]["Person"];
        };
        /** @description A call with its legs and events. */
        CallCard: components["schemas"]["Call"] & {
            /** @description What the provider reported, in the order of arrival; empty for a call written by hand. */
            events: components["schemas"]["CallEvent"][];
            /** @description One ring of one phone, menu or queue each, in the order in which they were heard of. */
            legs: components["schemas"]["Leg"][];
        };
        /** @description One event of the provider, or this office's own `closed`. */
        CallEvent: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /**
             * Format: int32
             * @description The provider's number for why.
             */
            code?: number | null;
            /**
             * @description `appeared`, `connected`, `on_hold`, `disconnected`, `summary`, `ended`, `recording_started`, `recording_continued`,
             *     `recording_completed`, `recording_ready`, `keys`, `closed`.
             */
            kind: string;
            /** @description The leg or the recording it is about. */
            subject?: string | null;
        };
        /** @description Calls that are over, those between employees left out. */
        CallFigures: {
            /**
             * Format: int32
             * @description Accepted ones in whole per cent of all; 0 without calls.
             */
            acceptanceRate: number;
            /**
             * Format: int64
             * @description Those answered.
             */
            accepted: number;
            /**
             * Format: int64
             * @description Those missed, busy or without an answer.
             */
            missed: number;
            /**
             * Format: int64
             * @description The talk of the accepted ones, in whole seconds.
             */
            talkSeconds: number;
            /**
             * Format: int64
             * @description How many started in the period.
             */
            total: number;
        };
        /** @description What people say a call was about. A field left out stays as it is; `null` empties it. */
        CallPatch: {
            /** @description The subject, in the office's own words, such as `spam`. */
            category?: string | null;
            /** @description A note. */
            note?: string | null;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description Calls that are not over. */
        CallsNow: {
            /**
             * Format: int64
             * @description How long the longest of them has waited, in whole seconds.
             */
            longestWaitSeconds: number;
            /**
             * Format: int64
             * @description Those in which a client talks.
             */
            talking: number;
            /**
             * Format: int64
             * @description Inbound ones that nobody has answered yet.
             */
            waiting: number;
        };
        /** @description The calls of the office in figures. */
        CallStats: components["schemas"]["CallFigures"] & {
            /** @description How long they took and waited. */
            handling: components["schemas"]["HandlingFigures"];
            /** @description Over what it was computed. */
            period: components["schemas"]["StatsBasis"];
            /** @description What became of offered calls. */
            queue: components["schemas"]["QueueFigures"];
        };
        /** @description A campaign: an advertising channel that brings calls. */
        Campaign: {
            /** @description Kept for what was written under it, and no longer offered. Named again, it is used as it is. */
            archived: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: int64 */
            id: number;
            name: string;
            /** Format: int64 */
            version: number;
        };
        /** @description What a campaign cost on some days. Several may overlap: they add up. */
        CampaignCost: {
            /** @description Roubles for all of its days together. */
            amount: string;
            /** Format: int64 */
            campaignId: number;
            /** @description Taken back: it is kept, and counts for nothing. */
            cancelled: boolean;
            /** @description The city it was spent on; `null` when it was spent on no city alone. */
            city?: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date
             * @description The first of its days, in the office's zone.
             */
            firstDay: string;
            /** Format: int64 */
            id: number;
            /**
             * Format: date
             * @description The last of its days, included.
             */
            lastDay: string;
            /** @description What it was for. */
            note?: string | null;
            /** @description The campaign's name. */
            rk: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Changes to a cost. A field left out stays as it is; `null` empties one that may be empty. */
        CampaignCostPatch: {
            /** @description Above zero, for all of its days together. */
            amount?: components["schemas"]["MoneyInput"];
            /** @description The city it was spent on, by name. */
            city?: string | null;
            /**
             * Format: date
             * @description The first of its days, in the office's zone.
             */
            firstDay?: string;
            /**
             * Format: date
             * @description The last of its days, included.
             */
            lastDay?: string;
            /** @description What it was for. */
            note?: string | null;
            /** @description Another campaign, by name. */
            rk?: string;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description Changes to a campaign. A field left out stays as it is. */
        CampaignPatch: {
            /** @description Archive the campaign or bring it back. */
            archived?: boolean;
            name?: string;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description A campaign's figures. */
        CampaignStats: {
            /** @description Calls it brought. */
            calls: components["schemas"]["CallFigures"];
            /** @description Those closed. */
            closings: components["schemas"]["ClosingFigures"];
            /** @description What it cost. */
            costs: components["schemas"]["CostFigures"];
            /** Format: int64 */
            id: number;
            name: string;
            /** @description Orders it brought. */
            orders: components["schemas"]["OrderFigures"];
        };
        /** @description How many visits fit into half an hour. */
        Capacity: {
            /**
             * Format: int32
             * @description Appliances.
             */
            bt: number;
            /**
             * Format: int32
             * @description Computers.
             */
            kp: number;
            /**
             * Format: int32
             * @description Handyman jobs.
             */
            mnch: number;
        };
        /** @description Capacities of a city. What is left out stays. */
        CapacityPatch: {
            /**
             * Format: int32
             * @description Appliances.
             */
            bt?: number | null;
            /**
             * Format: int32
             * @description Computers.
             */
            kp?: number | null;
            /**
             * Format: int32
             * @description Handyman jobs.
             */
            mnch?: number | null;
        };
        /** @description A master's money in a city. Amounts are roubles. */
        CashBalance: {
            /** @description What was handed over and accepted. */
            accepted: string;
            city: string;
            /** @description Results less expenditure of the orders that are completed now. */
            earned: string;
            /** @description What the master holds: earned less accepted. What waits to be accepted is still held. */
            held: string;
            /** @description What is handed over and waits to be accepted. */
            pending: string;
        };
        /** @description Cash that a master hands over in a city. */
        CashHandover: {
            /** @description Roubles. */
            amount: string;
            city: string;
            /**
             * Format: date-time
             * @description When it was accepted, declined or withdrawn.
             */
            decidedAt?: string | null;
            decidedBy?: components["schemas"]["Person"] | null;
            /** Format: date-time */
            handedAt: string;
            /** Format: int64 */
            id: number;
            master: components["schemas"]["Person"];
            /** @description What the master says about it. */
            note?: string | null;
            /** @description Why it was declined or withdrawn. */
            reason?: string | null;
            /** @enum {string} */
            state: "handed" | "accepted" | "declined";
            /** Format: int64 */
            version: number;
        };
        /** @description Why a hand-over is declined. */
        CashRefusal: {
            /** @description Why. */
            reason: string;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description Why a master withdraws a hand-over. */
        CashWithdrawal: {
            /** @description Why, if there is anything to say. */
            reason?: string | null;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description A city. */
        City: {
            /** @description Archived cities take nothing new and stay readable. */
            archived: boolean;
            capacity: components["schemas"]["Capacity"];
            /** Format: date-time */
            createdAt: string;
            /** Format: int64 */
            id: number;
            name: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
            /** @description When the first visit of a day begins, by the city's clocks. */
            visitFrom: string;
            /** @description When the last visit of a day ends. */
            visitTo: string;
            /** @description Its IANA zone. */
            zone: string;
        };
        /** @description Changes to a city. A field left out stays as it is. */
        CityPatch: {
            /** @description Archive the city or bring it back. */
            archived?: boolean;
            /** @description How many visits fit into half an hour. */
            capacity?: components["schemas"]["CapacityPatch"];
            name?: string;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
            /** @description When the first visit of a day begins, by the city's clocks: a full or half hour. */
            visitFrom?: string;
            /** @description When the last visit of a day ends. */
            visitTo?: string;
            /** @description Another IANA zone. */
            zone?: string;
        };
        /** @description A city's figures. */
        CityStats: {
            /** @description Calls to its lines. */
            calls: components["schemas"]["CallFigures"];
            /** @description Those closed. */
            closings: components["schemas"]["ClosingFigures"];
            /** Format: int64 */
            id: number;
            name: string;
            /** @description Orders written for it. */
            orders: components["schemas"]["OrderFigures"];
        };
        /** @description A client: the calls and orders of a phone, as far as the user may see them. */
        Client: {
            /** @description The latest 100 calls, the latest first. */
            calls: components["schemas"]["Call"][];
            callsTotal: components["schemas"]["Total"];
            /** @description The first 100 orders: open ones by status and meeting, then closed ones, the latest first. */
            orders: components["schemas"]["Order"][];
            ordersTotal: components["schemas"]["Total"];
            /** @description E.164. */
            phone: string;
        };
        /** @description Orders closed in the period, void ones left out. */
        ClosingFigures: {
            /** @description Turnover over closed ones. */
            averageCheck?: string | null;
            /**
             * Format: int64
             * @description Completed and cancelled ones.
             */
            closed: number;
            /**
             * Format: double
             * @description Paid ones in per cent of closed ones.
             */
            completedShare?: number | null;
            /** @description What the completed ones brought, less what was spent on them. */
            turnover: string;
        };
        /** @description What a campaign cost and what that bought. */
        CostFigures: {
            /** @description What was entered for the period. */
            cost?: string | null;
            /** @description Cost over calls. */
            costPerCall?: string | null;
            /** @description Cost over orders. */
            costPerOrder?: string | null;
            /**
             * Format: double
             * @description The return on it, in per cent: turnover less cost over cost.
             */
            roi?: number | null;
        };
        /** @description One thing. */
        Data_AuditReport: {
            /** @description What a verification found. */
            data: {
                /**
                 * Format: int64
                 * @description How many blocks hold.
                 */
                blocks: number;
                /** @description The first place where it is not. The counts stop there. */
                broken?: string | null;
                /**
                 * Format: int64
                 * @description How many entries have had their particulars erased.
                 */
                erased: number;
                /** @description The hash of the last block that holds: noted down elsewhere, it proves later that nothing before it was removed. */
                head: string;
                /** @description Whether the log is what was sealed. */
                isIntact: boolean;
                /**
                 * Format: int64
                 * @description How many were let go, because they were kept for as long as the settings say.
                 */
                purged: number;
                /**
                 * Format: int64
                 * @description How many of their entries are there.
                 */
                sealed: number;
                /**
                 * Format: int64
                 * @description How many entries are younger than the last seal: nothing can be said of them yet.
                 */
                unsealed: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Call: {
            /** @description A call. */
            data: {
                /** Format: date-time */
                answeredAt?: string | null;
                /** @description The advert account behind the line. */
                avitoName?: string | null;
                /** @description The same; the name other lists use. */
                campaign?: string | null;
                category?: string | null;
                city?: string | null;
                /** @description Whether the provider's account of the call is whole. */
                complete: boolean;
                /** @description The provider's id of the whole call; `null` for a call written by hand. */
                conversationId?: string | null;
                /** Format: date-time */
                dateCreate: string;
                /** @enum {string} */
                direction: "in" | "out" | "internal";
                /** Format: date-time */
                endedAt?: string | null;
                /** @enum {string|null} */
                endReason?: "busy" | "declined" | "no_answer" | "cancelled" | "unreachable" | "failed" | null;
                /**
                 * Format: int64
                 * @description Who talked with the client last: after a transfer somebody else than `operator`.
                 */
                finalOperatorId?: number | null;
                /** Format: int64 */
                id: number;
                /** @enum {string|null} */
                missReason?: "no_answer" | "busy" | "declined" | "out_of_hours" | "abandoned_ivr" | "abandoned_queue" | "abandoned_ringing" | "system" | null;
                note?: string | null;
                operator?: components["schemas"]["Person"] | null;
                /** @description The company's number. */
                phoneAts?: string | null;
                /** @description E.164; `null` when hidden. */
                phoneClient?: string | null;
                recordings: components["schemas"]["Recording"][];
                /** @description The campaign's name. */
                rk?: string | null;
                /** @enum {string} */
                status: "new" | "answered" | "missed" | "busy" | "no_answer";
                /**
                 * Format: int64
                 * @description Whole seconds of talk, hold included; `null` while it lasts.
                 */
                talkSeconds?: number | null;
                /** @description Whether the client was handed on after talking. */
                transferred: boolean;
                /** Format: int64 */
                version: number;
                /**
                 * Format: int64
                 * @description Whole seconds until the answer or the end, the menu included; `null` while it rings.
                 */
                waitSeconds?: number | null;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Callback: {
            /** @description A call-back: a client who was missed, with however many calls. */
            data: {
                /** @description The city of the latest missed call; without one every operator sees it. */
                city?: string | null;
                closed?: components["schemas"]["CallbackClosed"] | null;
                /**
                 * Format: int64
                 * @description The first missed call.
                 */
                firstCallId: number;
                /** Format: int64 */
                id: number;
                /**
                 * Format: int64
                 * @description The latest missed call.
                 */
                lastCallId: number;
                /**
                 * Format: date-time
                 * @description When the latest missed call began.
                 */
                lastMissedAt: string;
                /**
                 * Format: int32
                 * @description How often the client was missed.
                 */
                missed: number;
                /**
                 * Format: date-time
                 * @description Since when the client waits: the end of the first missed call.
                 */
                openedAt: string;
                /** @description Whom to call, E.164. */
                phone: string;
                /** @description The company's number the client dialled last. */
                phoneAts?: string | null;
                /** @description The campaign's name. */
                rk?: string | null;
                /** @enum {string} */
                state: "open" | "closed" | "withdrawn";
                taken?: components["schemas"]["CallbackTaken"] | null;
                /** Format: int64 */
                version: number;
                /**
                 * Format: int64
                 * @description How long the client has waited by now, or waited until the talk, in whole seconds.
                 */
                waitedSeconds: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_CallCard: {
            /** @description A call with its legs and events. */
            data: components["schemas"]["Call"] & {
                /** @description What the provider reported, in the order of arrival; empty for a call written by hand. */
                events: components["schemas"]["CallEvent"][];
                /** @description One ring of one phone, menu or queue each, in the order in which they were heard of. */
                legs: components["schemas"]["Leg"][];
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_CallStats: {
            /** @description The calls of the office in figures. */
            data: components["schemas"]["CallFigures"] & {
                /** @description How long they took and waited. */
                handling: components["schemas"]["HandlingFigures"];
                /** @description Over what it was computed. */
                period: components["schemas"]["StatsBasis"];
                /** @description What became of offered calls. */
                queue: components["schemas"]["QueueFigures"];
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Campaign: {
            /** @description A campaign: an advertising channel that brings calls. */
            data: {
                /** @description Kept for what was written under it, and no longer offered. Named again, it is used as it is. */
                archived: boolean;
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                name: string;
                /** Format: int64 */
                version: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_CampaignCost: {
            /** @description What a campaign cost on some days. Several may overlap: they add up. */
            data: {
                /** @description Roubles for all of its days together. */
                amount: string;
                /** Format: int64 */
                campaignId: number;
                /** @description Taken back: it is kept, and counts for nothing. */
                cancelled: boolean;
                /** @description The city it was spent on; `null` when it was spent on no city alone. */
                city?: string | null;
                /** Format: date-time */
                createdAt: string;
                /**
                 * Format: date
                 * @description The first of its days, in the office's zone.
                 */
                firstDay: string;
                /** Format: int64 */
                id: number;
                /**
                 * Format: date
                 * @description The last of its days, included.
                 */
                lastDay: string;
                /** @description What it was for. */
                note?: string | null;
                /** @description The campaign's name. */
                rk: string;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_CashHandover: {
            /** @description Cash that a master hands over in a city. */
            data: {
                /** @description Roubles. */
                amount: string;
                city: string;
                /**
                 * Format: date-time
                 * @description When it was accepted, declined or withdrawn.
                 */
                decidedAt?: string | null;
                decidedBy?: components["schemas"]["Person"] | null;
                /** Format: date-time */
                handedAt: string;
                /** Format: int64 */
                id: number;
                master: components["schemas"]["Person"];
                /** @description What the master says about it. */
                note?: string | null;
                /** @description Why it was declined or withdrawn. */
                reason?: string | null;
                /** @enum {string} */
                state: "handed" | "accepted" | "declined";
                /** Format: int64 */
                version: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_City: {
            /** @description A city. */
            data: {
                /** @description Archived cities take nothing new and stay readable. */
                archived: boolean;
                capacity: components["schemas"]["Capacity"];
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                name: string;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
                /** @description When the first visit of a day begins, by the city's clocks. */
                visitFrom: string;
                /** @description When the last visit of a day ends. */
                visitTo: string;
                /** @description Its IANA zone. */
                zone: string;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Client: {
            /** @description A client: the calls and orders of a phone, as far as the user may see them. */
            data: {
                /** @description The latest 100 calls, the latest first. */
                calls: components["schemas"]["Call"][];
                callsTotal: components["schemas"]["Total"];
                /** @description The first 100 orders: open ones by status and meeting, then closed ones, the latest first. */
                orders: components["schemas"]["Order"][];
                ordersTotal: components["schemas"]["Total"];
                /** @description E.164. */
                phone: string;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Database: {
            /**
             * @description What a database tells of itself at one moment: the answer of `GET /api/admin/database`. What one kind of database does not
             *     have is `null`.
             */
            data: {
                backlog?: components["schemas"]["DatabaseBacklog"] | null;
                /**
                 * Format: int64
                 * @description Bytes on the disk, indexes included.
                 */
                bytes: number;
                connections?: components["schemas"]["DatabaseConnections"] | null;
                /** @description The version of the server, or of the library. */
                engineVersion: string;
                file?: components["schemas"]["DatabaseFile"] | null;
                /** @description Which kind it is, such as `postgresql` or `sqlite`. */
                kind: string;
                /** @description Why `statements` is `null`, and what to do, in a sentence. */
                noStatements?: string | null;
                /**
                 * Format: int64
                 * @description For how long the oldest open transaction has been open, in milliseconds. A long one keeps dead rows from being
                 *     cleared away.
                 */
                oldestTransactionMs?: number | null;
                /**
                 * Format: int32
                 * @description The schema it has.
                 */
                schema: number;
                standby?: components["schemas"]["DatabaseStandby"] | null;
                /** @description The statements that took the most time in all, since the server's statistics began. Values are never shown. */
                statements?: components["schemas"]["DatabaseStatement"][] | null;
                /** @description The largest tables, the largest first; what is kept by months counts as one. */
                tables?: components["schemas"]["DatabaseTable"][] | null;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_EventsTicket: {
            /** @description A ticket for one stream. */
            data: {
                /**
                 * Format: int64
                 * @description For how many seconds it may be used.
                 */
                expiresIn: number;
                /** @description For `GET /events?ticket=`. */
                ticket: string;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Integrations: {
            /** @description What the providers send. */
            data: {
                /** @description Whose events are taken. */
                accounts: components["schemas"]["IntegrationAccount"][];
                /** @description Deliveries that were refused, the latest day first. Nothing else of them is kept. */
                refused: components["schemas"]["RefusedDeliveries"][];
                /** @description Signed events that had no effect, or contradict others, the latest first, at most 100. */
                unread: components["schemas"]["UnreadEvent"][];
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Job: {
            /** @description A job that is done beside the requests. */
            data: {
                /**
                 * Format: int32
                 * @description How often it was begun.
                 */
                attempts: number;
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                /** @description What went wrong last. */
                lastError?: string | null;
                /**
                 * Format: date-time
                 * @description Until when a worker has it.
                 */
                leaseUntil?: string | null;
                /** @description Which workers it is for. */
                queue: string;
                /**
                 * Format: date-time
                 * @description Not before this.
                 */
                runAt: string;
                /** @enum {string} */
                state: "queued" | "done" | "dead";
                /** @description What it is about, such as `call:12`. */
                subject: string;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Line: {
            /** @description A line: it decides campaign, city and advert account of the calls that come to it. */
            data: {
                /** @description Archived lines stay known: a late call to one is still attributed. */
                archived: boolean;
                /** @description The advert account behind the number. */
                avitoName?: string | null;
                city?: string | null;
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                /** @description The number clients dial: E.164, a SIP URI, or a short number. */
                number: string;
                /** @description The campaign's name. */
                rk?: string | null;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Live: {
            /** @description That the process runs. */
            data: {
                /**
                 * @description Always `live`.
                 * @default live
                 */
                status: string;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Master: {
            /** @description A master: a user with what is to be done. */
            data: components["schemas"]["Operator"] & {
                /**
                 * Format: int64
                 * @description How many open orders the master has.
                 */
                openOrders: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_OfficeStats: {
            /** @description The figures of the office, or of some of its cities together. */
            data: {
                /** @description Calls. */
                calls: components["schemas"]["CallFigures"];
                /** @description Orders closed. */
                closings: components["schemas"]["ClosingFigures"];
                /** @description How long they took and waited. */
                handling: components["schemas"]["HandlingFigures"];
                /** @description Orders written. */
                orders: components["schemas"]["OrderFigures"];
                /** @description Over what it was computed. */
                period: components["schemas"]["StatsBasis"];
                /** @description What became of offered calls. */
                queue: components["schemas"]["QueueFigures"];
                /** @description Seconds by work state of everybody who serves the cities, away from the office left out. */
                workTime: {
                    [key: string]: number;
                };
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Operator: {
            /** @description A user. */
            data: {
                /** @description The home city, by name. */
                city?: string | null;
                /** Format: date-time */
                createdAt: string;
                /** @description The extension providers name the user by. */
                extension?: string | null;
                /** Format: int64 */
                id: number;
                login: string;
                /** @description Further cities served. */
                moreCities: string[];
                name: string;
                /** @enum {string} */
                role: "admin" | "operator" | "director" | "master";
                /** @description The SIP address of the user's phone. */
                sipAddress?: string | null;
                /** @enum {string} */
                status: "active" | "inactive";
                /** @enum {string} */
                statusWork: "offline" | "online" | "break" | "busy" | "wrap_up";
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                statusWorkSince: string;
                /** Format: date-time */
                updatedAt: string;
                /**
                 * Format: int64
                 * @description The version of the profile: send it back with a change. Work states do not raise it.
                 */
                version: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Order: {
            /** @description An order. */
            data: {
                address: string;
                /** @description The advert account that brought it. */
                avitoName?: string | null;
                /**
                 * Format: int64
                 * @description The call it was written from.
                 */
                callId?: number | null;
                city: string;
                /** @description `result` less `expenditure`, in roubles. */
                clean?: string | null;
                clientName: string;
                /**
                 * Format: date-time
                 * @description When it was completed, cancelled or found void; `null` while there is something to do.
                 */
                closingData?: string | null;
                /** Format: date-time */
                createDate: string;
                /**
                 * Format: date-time
                 * @description The agreed visit.
                 */
                dateMeeting: string;
                /** @description What was spent on parts, in roubles. */
                expenditure?: string | null;
                /** Format: int64 */
                id: number;
                /** @description The same on the clocks of the city, without an offset: what the client was told. */
                localMeeting: string;
                master?: components["schemas"]["Person"] | null;
                /** Format: int64 */
                masterId?: number | null;
                /** @description The zone of those clocks. */
                meetingZone: string;
                operator?: components["schemas"]["Person"] | null;
                /**
                 * Format: int64
                 * @description Who wrote it; `null` for the program itself.
                 */
                operatorNameId?: number | null;
                /** @description E.164. */
                phone: string;
                problem: string;
                /**
                 * Format: date
                 * @description The day of the city for which a deferred job was promised.
                 */
                promisedDate?: string | null;
                /** @description What was taken from the client, in roubles. */
                result?: string | null;
                /** @description The campaign's name. */
                rk?: string | null;
                /** @enum {string} */
                statusOrder: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
                /** @enum {string} */
                typeEquipment: "kp" | "bt" | "mnch";
                /** @enum {string} */
                typeOrder: "first_time" | "repeat" | "warranty";
                /** Format: date-time */
                updateDate: string;
                /** Format: int64 */
                version: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_OrderCard: {
            /** @description An order, and where whoever asks can take it. */
            data: components["schemas"]["Order"] & {
                /** @description The moves that the one who asks can make; none for somebody who only looks. */
                moves: components["schemas"]["OpenMove"][];
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_PersonalStats: {
            /** @description The figures of one user. */
            data: {
                /** @description The calls of whom the user was the first operator. */
                calls: components["schemas"]["CallFigures"];
                /** @description Those of the orders that were closed in the period. */
                closings: components["schemas"]["ClosingFigures"];
                /** @description A row for each local day of the period, days without anything included. */
                dailyStats: components["schemas"]["DayFigures"][];
                /** @description How long the user's calls took and waited. */
                handling: components["schemas"]["HandlingFigures"];
                /** @description The orders the user wrote; of a master, those the master has. */
                orders: components["schemas"]["OrderFigures"];
                /** @description Over what it was computed. */
                period: components["schemas"]["StatsBasis"];
                /** @description The user's seconds by work state, away from the office left out. */
                workTime: {
                    [key: string]: number;
                };
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Ready: {
            /** @description That requests can be served. */
            data: {
                /**
                 * Format: int32
                 * @description The schema of the database.
                 */
                schema: number;
                /**
                 * @description Always `ready`.
                 * @default ready
                 */
                status: string;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Receipt: {
            /** @description What became of a post. */
            data: {
                /**
                 * @description `taken`: stored and understood; `unread`: stored, and listed for the admin; `duplicate`: stored before; `probe`:
                 *     nothing to store.
                 */
                receipt: components["schemas"]["ReceiptKind"];
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_ServiceLevels: {
            /** @description The service level by every variant, over the same calls. */
            data: {
                /**
                 * Format: int64
                 * @description The longest wait of a timely answer.
                 */
                answerSeconds: number;
                /** @description Offered calls by how long they waited. */
                counts: components["schemas"]["WaitCounts"];
                /** @description Every variant. */
                levels: components["schemas"]["ServiceLevelOf"][];
                /** @description Over what it was computed. */
                period: components["schemas"]["StatsBasis"];
                /**
                 * Format: int64
                 * @description The longest wait of a short abandon.
                 */
                shortSeconds: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_SessionEnded: {
            /** @description A session that has ended. */
            data: {
                /**
                 * Format: int64
                 * @description The session's id.
                 */
                id: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Settings: {
            /** @description The settings in force. */
            data: {
                /**
                 * Format: int32
                 * @description How long the audit's entries are kept; 0 for ever.
                 */
                auditKeptDays: number;
                /**
                 * Format: int64
                 * @description How long after the last leg ended a call without a summary is closed.
                 */
                closeAfterLegsSeconds: number;
                /**
                 * Format: int64
                 * @description How long after the last event a call that still lasts is closed.
                 */
                closeAfterSilenceSeconds: number;
                /**
                 * Format: int64
                 * @description How far ahead of this office's clock a provider's event may lie; one beyond is not understood.
                 */
                eventsAheadSeconds: number;
                /**
                 * Format: int64
                 * @description How far behind this office's clock a provider's event may lie.
                 */
                eventsBehindSeconds: number;
                /**
                 * Format: int32
                 * @description How long live clients can go on from a place in the feed; 0 for ever.
                 */
                feedKeptDays: number;
                /** @description The IANA zone whose days the office counts in. */
                officeZone: string;
                /**
                 * Format: int64
                 * @description How long after the last sign of life of a signed-in user the user is offline.
                 */
                offlineAfterSeconds: number;
                /**
                 * Format: int32
                 * @description How long the provider's events are kept as they came; 0 for ever. Calls stay.
                 */
                rawEventsKeptDays: number;
                /**
                 * Format: int64
                 * @description How long wrap-up lasts unless the operator ends it.
                 */
                wrapUpSeconds: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Shift: {
            /** @description A shift. */
            data: {
                /** @description Whether it was called off. It is kept, and stands in nobody's way. */
                cancelled: boolean;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                from: string;
                /** Format: int64 */
                id: number;
                note?: string | null;
                /**
                 * Format: int64
                 * @description Who is to work.
                 */
                operatorId: number;
                /**
                 * Format: date-time
                 * @description The first instant after it.
                 */
                to: string;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_AuditEntry: {
            data: {
                /** @description What was done, such as `order.created`. */
                action: string;
                /** @description Who acted, such as `operator:12` or `system:housekeeping`. */
                actor: string;
                /** Format: date-time */
                at: string;
                /**
                 * Format: int64
                 * @description The block that seals it; `null` while it is not sealed.
                 */
                block?: number | null;
                /**
                 * Format: int64
                 * @description The user who acted; `null` when it was the program itself.
                 */
                operatorId?: number | null;
                /** @description The particulars; `null` when they were erased. */
                payload?: unknown;
                /**
                 * Format: int64
                 * @description Its place in the log.
                 */
                seq: number;
                /** @description About what, such as `order:17`. */
                subject: string;
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_CampaignStats: {
            data: {
                /** @description Calls it brought. */
                calls: components["schemas"]["CallFigures"];
                /** @description Those closed. */
                closings: components["schemas"]["ClosingFigures"];
                /** @description What it cost. */
                costs: components["schemas"]["CostFigures"];
                /** Format: int64 */
                id: number;
                name: string;
                /** @description Orders it brought. */
                orders: components["schemas"]["OrderFigures"];
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_CityStats: {
            data: {
                /** @description Calls to its lines. */
                calls: components["schemas"]["CallFigures"];
                /** @description Those closed. */
                closings: components["schemas"]["ClosingFigures"];
                /** Format: int64 */
                id: number;
                name: string;
                /** @description Orders written for it. */
                orders: components["schemas"]["OrderFigures"];
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_DayFigures: {
            data: {
                /**
                 * Format: int64
                 * @description Those accepted.
                 */
                accepted: number;
                /**
                 * Format: int64
                 * @description Calls started on it.
                 */
                calls: number;
                /**
                 * Format: date
                 * @description The date on the zone's clocks.
                 */
                date: string;
                /**
                 * Format: int64
                 * @description Those missed, busy or without an answer.
                 */
                missed: number;
                /**
                 * Format: int64
                 * @description Orders written on it.
                 */
                orders: number;
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_Job: {
            data: {
                /**
                 * Format: int32
                 * @description How often it was begun.
                 */
                attempts: number;
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                /** @description What went wrong last. */
                lastError?: string | null;
                /**
                 * Format: date-time
                 * @description Until when a worker has it.
                 */
                leaseUntil?: string | null;
                /** @description Which workers it is for. */
                queue: string;
                /**
                 * Format: date-time
                 * @description Not before this.
                 */
                runAt: string;
                /** @enum {string} */
                state: "queued" | "done" | "dead";
                /** @description What it is about, such as `call:12`. */
                subject: string;
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_LedgerEntry: {
            data: {
                /** @description In roubles. */
                amount: string;
                /** Format: date-time */
                at: string;
                by: components["schemas"]["Doer"];
                /**
                 * Format: int32
                 * @description Which closing of the order it belongs to, from 1.
                 */
                closing: number;
                /** @enum {string} */
                kind: "result" | "expenditure" | "result_reversal" | "expenditure_reversal";
                master?: components["schemas"]["Person"] | null;
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_MasterStats: {
            data: {
                /** @description Those closed. */
                closings: components["schemas"]["ClosingFigures"];
                /** Format: int64 */
                id: number;
                name: string;
                /** @description The orders the master has, by when they were written. */
                orders: components["schemas"]["OrderFigures"];
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_OperatorStats: {
            data: {
                /** @description The calls of whom the operator was the first. */
                calls: components["schemas"]["CallFigures"];
                /** @description Those closed. */
                closings: components["schemas"]["ClosingFigures"];
                /** Format: int64 */
                id: number;
                name: string;
                /** @description The orders the operator wrote. */
                orders: components["schemas"]["OrderFigures"];
                /** @description The operator's seconds by work state, away from the office left out. */
                workTime: {
                    [key: string]: number;
                };
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_OrderHistory: {
            data: {
                /** Format: date-time */
                at: string;
                by: components["schemas"]["Doer"];
                /** @description Where it stood; `null` in the first row. */
                from?: string | null;
                /** @enum {string} */
                kind: "created" | "moved" | "reopened" | "reassigned" | "city_changed";
                master?: components["schemas"]["Person"] | null;
                reason?: string | null;
                /** @enum {string} */
                to: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
                /**
                 * Format: int64
                 * @description The version of the order that this made.
                 */
                version: number;
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_Slot: {
            data: {
                /**
                 * Format: int32
                 * @description How many visits fit.
                 */
                capacity: number;
                /**
                 * Format: date-time
                 * @description When it begins: the `dateMeeting` of an order.
                 */
                dateMeeting: string;
                /**
                 * Format: int64
                 * @description How many places are left.
                 */
                free: number;
                /** @description The same on the clocks of the city, without an offset. */
                localMeeting: string;
                /**
                 * Format: int64
                 * @description How many are taken.
                 */
                taken: number;
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Vec_StaffingRow: {
            data: {
                expected?: components["schemas"]["StaffingExpected"] | null;
                /** Format: date-time */
                from: string;
                /**
                 * Format: int64
                 * @description Those, and who is away.
                 */
                gross: number;
                /**
                 * Format: int64
                 * @description Those of them that were handled.
                 */
                handled: number;
                /**
                 * Format: double
                 * @description The mean of their talk and wrap-up; `null` where none was handled: then `handleSeconds` of the query is assumed.
                 */
                handleSeconds?: number | null;
                /** @enum {string} */
                model: "total_calls" | "accepted_calls" | "missed_calls" | "acceptance_rate" | "talk_time" | "daily" | "total_orders" | "orders_by_status" | "closed_orders" | "turnover" | "average_check" | "completed_share" | "conversion" | "campaign_cost" | "campaign_roi" | "cost_per_call" | "cost_per_order" | "offered" | "handled" | "abandoned" | "abandonment" | "short_abandonment" | "average_handle_time" | "average_speed_of_answer" | "occupancy" | "work_time" | "service_level_abandons_met" | "service_level_abandons_ignored" | "service_level_abandons_negative" | "service_level_early_abandons_excluded" | "service_level_short_abandons_credited" | "service_level_short_abandons_excluded" | "erlang_b" | "erlang_c" | "erlang_a" | "net_staff" | "gross_staff";
                /**
                 * Format: int32
                 * @description The least people on the line that meet the target.
                 */
                net: number;
                /**
                 * Format: int64
                 * @description Calls offered in it.
                 */
                offered: number;
                /** Format: date-time */
                to: string;
            }[];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_Wallboard: {
            /** @description The office at a moment. */
            data: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /**
                 * Format: double
                 * @description Their ASA.
                 */
                averageAnswerSeconds?: number | null;
                /** @description Clients who wait for a call. */
                callbacks: components["schemas"]["CallbacksNow"];
                /** @description Today's calls; today is the office's day. */
                calls: components["schemas"]["CallFigures"];
                /** @description Calls that are not over. */
                now: components["schemas"]["CallsNow"];
                /**
                 * Format: int64
                 * @description Orders written today.
                 */
                orders: number;
                /** @description Who does what: operators, and whoever else is at work. */
                people: components["schemas"]["PersonNow"][];
                /** @description What became of those offered. */
                queue: components["schemas"]["QueueFigures"];
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_WorkTime: {
            /** @description What a user's time was spent on, day by day, up to now. */
            data: {
                /** @description The days on which there was time to spend, ascending. */
                days: components["schemas"]["WorkDay"][];
                /** Format: int64 */
                operatorId: number;
                /** @description All of them together. */
                total: components["schemas"]["Spent"][];
                /** @description Whose days. */
                zone: string;
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One thing. */
        Data_WrittenOrder: {
            /** @description An order that was just written. */
            data: components["schemas"]["Order"] & {
                /** @description Open orders of the same phone: perhaps the same visit twice. Allowed, but to be looked at. */
                duplicatesOf: number[];
            };
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /**
         * @description What a database tells of itself at one moment: the answer of `GET /api/admin/database`. What one kind of database does not
         *     have is `null`.
         */
        Database: {
            backlog?: components["schemas"]["DatabaseBacklog"] | null;
            /**
             * Format: int64
             * @description Bytes on the disk, indexes included.
             */
            bytes: number;
            connections?: components["schemas"]["DatabaseConnections"] | null;
            /** @description The version of the server, or of the library. */
            engineVersion: string;
            file?: components["schemas"]["DatabaseFile"] | null;
            /** @description Which kind it is, such as `postgresql` or `sqlite`. */
            kind: string;
            /** @description Why `statements` is `null`, and what to do, in a sentence. */
            noStatements?: string | null;
            /**
             * Format: int64
             * @description For how long the oldest open transaction has been open, in milliseconds. A long one keeps dead rows from being
             *     cleared away.
             */
            oldestTransactionMs?: number | null;
            /**
             * Format: int32
             * @description The schema it has.
             */
            schema: number;
            standby?: components["schemas"]["DatabaseStandby"] | null;
            /** @description The statements that took the most time in all, since the server's statistics began. Values are never shown. */
            statements?: components["schemas"]["DatabaseStatement"][] | null;
            /** @description The largest tables, the largest first; what is kept by months counts as one. */
            tables?: components["schemas"]["DatabaseTable"][] | null;
        };
        /** @description What is committed and waits to be worked on. It is worked off within seconds. */
        DatabaseBacklog: {
            /**
             * Format: int64
             * @description Entries of the audit that have no place in its chain yet.
             */
            audit: number;
            /**
             * Format: int64
             * @description Additions to counters that are not folded yet; they count all the same.
             */
            deltas: number;
            /**
             * Format: int64
             * @description Events that have no place in the feed yet.
             */
            events: number;
        };
        /** @description The connections to a server. */
        DatabaseConnections: {
            /**
             * Format: int64
             * @description Everybody's, in all databases of the server.
             */
            ofServer: number;
            /** @description Those of this database's user, of every node and program, by what they do. */
            own: components["schemas"]["DatabaseSessions"][];
            /**
             * Format: int64
             * @description How many the server allows.
             */
            serverLimit: number;
        };
        /** @description The file of an SQLite database. */
        DatabaseFile: {
            /**
             * Format: int64
             * @description Pages that are free and will be used again.
             */
            freePages: number;
            /**
             * Format: int64
             * @description Bytes of the log beside it, which holds what is not in the file yet.
             */
            logBytes: number;
            /**
             * Format: int64
             * @description Bytes of one page.
             */
            pageBytes: number;
            /**
             * Format: int64
             * @description Its pages.
             */
            pages: number;
        };
        /** @description Sessions that do the same. */
        DatabaseSessions: {
            /**
             * Format: int64
             * @description How many they are.
             */
            count: number;
            /** @description What they do, such as `active`, `idle` or `idle in transaction`. */
            state: string;
        };
        /** @description How a standby for reports stands. */
        DatabaseStandby: {
            /**
             * Format: int64
             * @description How far it is behind at most, in milliseconds; `null` when it does not answer or cannot tell, and reports are read
             *     from the primary.
             */
            lagMs?: number | null;
        };
        /** @description What a statement has cost. */
        DatabaseStatement: {
            /**
             * Format: int64
             * @description Blocks that were found in the server's memory.
             */
            blocksHit: number;
            /**
             * Format: int64
             * @description Blocks that had to be fetched.
             */
            blocksRead: number;
            /**
             * Format: int64
             * @description How often it ran.
             */
            calls: number;
            /**
             * Format: double
             * @description Milliseconds of one run, on the average.
             */
            meanMs: number;
            /**
             * Format: int64
             * @description Rows it gave or touched, in all.
             */
            rows: number;
            /** @description Its text without values, perhaps cut. */
            text: string;
            /**
             * Format: double
             * @description Milliseconds in all.
             */
            totalMs: number;
        };
        /** @description How large a table is. */
        DatabaseTable: {
            /**
             * Format: int64
             * @description Bytes on the disk, indexes included.
             */
            bytes: number;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description About how many rows it has: the server's own estimate.
             */
            rows: number;
        };
        /** @description One local day. */
        DayFigures: {
            /**
             * Format: int64
             * @description Those accepted.
             */
            accepted: number;
            /**
             * Format: int64
             * @description Calls started on it.
             */
            calls: number;
            /**
             * Format: date
             * @description The date on the zone's clocks.
             */
            date: string;
            /**
             * Format: int64
             * @description Those missed, busy or without an answer.
             */
            missed: number;
            /**
             * Format: int64
             * @description Orders written on it.
             */
            orders: number;
        };
        /** @description Who did something. */
        Doer: {
            /**
             * Format: int64
             * @description The user's id; `null` for a part of the program.
             */
            id?: number | null;
            /** @description The user's name, or that of the part of the program. */
            name: string;
        };
        /** @description A ticket for one stream. */
        EventsTicket: {
            /**
             * Format: int64
             * @description For how many seconds it may be used.
             */
            expiresIn: number;
            /** @description For `GET /events?ticket=`. */
            ticket: string;
        };
        /** @description How long offered calls took and waited. */
        HandlingFigures: {
            /**
             * Format: double
             * @description ASA: service wait of answered calls over answered calls.
             */
            averageAnswerSeconds?: number | null;
            /**
             * Format: double
             * @description AHT: talk and wrap-up over handled calls.
             */
            averageHandleSeconds?: number | null;
            /**
             * Format: double
             * @description Handle time in per cent of handle and available time.
             */
            occupancy?: number | null;
        };
        /** @description An account at a provider, without its secrets. */
        IntegrationAccount: {
            /** @description By the name this office gave it. */
            name: string;
            /** @enum {string} */
            provider: "mango" | "sip" | "crm";
        };
        /** @description What the providers send. */
        Integrations: {
            /** @description Whose events are taken. */
            accounts: components["schemas"]["IntegrationAccount"][];
            /** @description Deliveries that were refused, the latest day first. Nothing else of them is kept. */
            refused: components["schemas"]["RefusedDeliveries"][];
            /** @description Signed events that had no effect, or contradict others, the latest first, at most 100. */
            unread: components["schemas"]["UnreadEvent"][];
        };
        /** @description A job that is done beside the requests. */
        Job: {
            /**
             * Format: int32
             * @description How often it was begun.
             */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: int64 */
            id: number;
            /** @description What went wrong last. */
            lastError?: string | null;
            /**
             * Format: date-time
             * @description Until when a worker has it.
             */
            leaseUntil?: string | null;
            /** @description Which workers it is for. */
            queue: string;
            /**
             * Format: date-time
             * @description Not before this.
             */
            runAt: string;
            /** @enum {string} */
            state: "queued" | "done" | "dead";
            /** @description What it is about, such as `call:12`. */
            subject: string;
        };
        /** @description One entry of the ledger. The sign is part of the amount: a plain sum is the balance. */
        LedgerEntry: {
            /** @description In roubles. */
            amount: string;
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Doer"];
            /**
             * Format: int32
             * @description Which closing of the order it belongs to, from 1.
             */
            closing: number;
            /** @enum {string} */
            kind: "result" | "expenditure" | "result_reversal" | "expenditure_reversal";
            master?: components["schemas"]["Person"] | null;
        };
        /** @description A leg. */
        Leg: {
            /** Format: date-time */
            appearedAt?: string | null;
            /**
             * Format: int32
             * @description The provider's number for why it ended.
             */
            code?: number | null;
            /** Format: date-time */
            connectedAt?: string | null;
            /** Format: date-time */
            endedAt?: string | null;
            from: components["schemas"]["Party"];
            /** @description The provider's id of the leg. */
            id: string;
            /** @description `menu`, `queue` or `phone`. */
            place: string;
            to: components["schemas"]["Party"];
        };
        /** @description A line: it decides campaign, city and advert account of the calls that come to it. */
        Line: {
            /** @description Archived lines stay known: a late call to one is still attributed. */
            archived: boolean;
            /** @description The advert account behind the number. */
            avitoName?: string | null;
            city?: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: int64 */
            id: number;
            /** @description The number clients dial: E.164, a SIP URI, or a short number. */
            number: string;
            /** @description The campaign's name. */
            rk?: string | null;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Changes to a line. A field left out stays as it is; `null` empties it. Calls that have come keep what they got. */
        LinePatch: {
            /** @description Archive the line or bring it back. */
            archived?: boolean;
            /** @description The advert account behind the number. */
            avitoName?: string | null;
            /** @description The city, by name. */
            city?: string | null;
            /** @description The campaign's name; an unknown one is added. */
            rk?: string | null;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description One page of a list. */
        ListOf_Attendance: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Whether the shift is over and the user was never at work in it. */
                absent: boolean;
                /**
                 * Format: date-time
                 * @description The first instant at work, from two hours before the shift on.
                 */
                arrivedAt?: string | null;
                /**
                 * Format: int64
                 * @description How long of the shift the user was on a break.
                 */
                breakSeconds: number;
                /**
                 * Format: int64
                 * @description How long after the beginning that was; while nobody has come, how long the shift has lasted. Zero for an absence.
                 */
                lateBySeconds: number;
                /**
                 * Format: int64
                 * @description How long before the end of a shift that is over the user was at work last. Zero for an absence.
                 */
                leftEarlyBySeconds: number;
                shift: components["schemas"]["Shift"];
                /**
                 * Format: int64
                 * @description How long of the shift the user was online, on a call or wrapping up.
                 */
                workedSeconds: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Call: {
            /** @description The rows, in the list's order. */
            data: {
                /** Format: date-time */
                answeredAt?: string | null;
                /** @description The advert account behind the line. */
                avitoName?: string | null;
                /** @description The same; the name other lists use. */
                campaign?: string | null;
                category?: string | null;
                city?: string | null;
                /** @description Whether the provider's account of the call is whole. */
                complete: boolean;
                /** @description The provider's id of the whole call; `null` for a call written by hand. */
                conversationId?: string | null;
                /** Format: date-time */
                dateCreate: string;
                /** @enum {string} */
                direction: "in" | "out" | "internal";
                /** Format: date-time */
                endedAt?: string | null;
                /** @enum {string|null} */
                endReason?: "busy" | "declined" | "no_answer" | "cancelled" | "unreachable" | "failed" | null;
                /**
                 * Format: int64
                 * @description Who talked with the client last: after a transfer somebody else than `operator`.
                 */
                finalOperatorId?: number | null;
                /** Format: int64 */
                id: number;
                /** @enum {string|null} */
                missReason?: "no_answer" | "busy" | "declined" | "out_of_hours" | "abandoned_ivr" | "abandoned_queue" | "abandoned_ringing" | "system" | null;
                note?: string | null;
                operator?: components["schemas"]["Person"] | null;
                /** @description The company's number. */
                phoneAts?: string | null;
                /** @description E.164; `null` when hidden. */
                phoneClient?: string | null;
                recordings: components["schemas"]["Recording"][];
                /** @description The campaign's name. */
                rk?: string | null;
                /** @enum {string} */
                status: "new" | "answered" | "missed" | "busy" | "no_answer";
                /**
                 * Format: int64
                 * @description Whole seconds of talk, hold included; `null` while it lasts.
                 */
                talkSeconds?: number | null;
                /** @description Whether the client was handed on after talking. */
                transferred: boolean;
                /** Format: int64 */
                version: number;
                /**
                 * Format: int64
                 * @description Whole seconds until the answer or the end, the menu included; `null` while it rings.
                 */
                waitSeconds?: number | null;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Callback: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description The city of the latest missed call; without one every operator sees it. */
                city?: string | null;
                closed?: components["schemas"]["CallbackClosed"] | null;
                /**
                 * Format: int64
                 * @description The first missed call.
                 */
                firstCallId: number;
                /** Format: int64 */
                id: number;
                /**
                 * Format: int64
                 * @description The latest missed call.
                 */
                lastCallId: number;
                /**
                 * Format: date-time
                 * @description When the latest missed call began.
                 */
                lastMissedAt: string;
                /**
                 * Format: int32
                 * @description How often the client was missed.
                 */
                missed: number;
                /**
                 * Format: date-time
                 * @description Since when the client waits: the end of the first missed call.
                 */
                openedAt: string;
                /** @description Whom to call, E.164. */
                phone: string;
                /** @description The company's number the client dialled last. */
                phoneAts?: string | null;
                /** @description The campaign's name. */
                rk?: string | null;
                /** @enum {string} */
                state: "open" | "closed" | "withdrawn";
                taken?: components["schemas"]["CallbackTaken"] | null;
                /** Format: int64 */
                version: number;
                /**
                 * Format: int64
                 * @description How long the client has waited by now, or waited until the talk, in whole seconds.
                 */
                waitedSeconds: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Campaign: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Kept for what was written under it, and no longer offered. Named again, it is used as it is. */
                archived: boolean;
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                name: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_CampaignCost: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Roubles for all of its days together. */
                amount: string;
                /** Format: int64 */
                campaignId: number;
                /** @description Taken back: it is kept, and counts for nothing. */
                cancelled: boolean;
                /** @description The city it was spent on; `null` when it was spent on no city alone. */
                city?: string | null;
                /** Format: date-time */
                createdAt: string;
                /**
                 * Format: date
                 * @description The first of its days, in the office's zone.
                 */
                firstDay: string;
                /** Format: int64 */
                id: number;
                /**
                 * Format: date
                 * @description The last of its days, included.
                 */
                lastDay: string;
                /** @description What it was for. */
                note?: string | null;
                /** @description The campaign's name. */
                rk: string;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_CashBalance: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description What was handed over and accepted. */
                accepted: string;
                city: string;
                /** @description Results less expenditure of the orders that are completed now. */
                earned: string;
                /** @description What the master holds: earned less accepted. What waits to be accepted is still held. */
                held: string;
                /** @description What is handed over and waits to be accepted. */
                pending: string;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_CashHandover: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Roubles. */
                amount: string;
                city: string;
                /**
                 * Format: date-time
                 * @description When it was accepted, declined or withdrawn.
                 */
                decidedAt?: string | null;
                decidedBy?: components["schemas"]["Person"] | null;
                /** Format: date-time */
                handedAt: string;
                /** Format: int64 */
                id: number;
                master: components["schemas"]["Person"];
                /** @description What the master says about it. */
                note?: string | null;
                /** @description Why it was declined or withdrawn. */
                reason?: string | null;
                /** @enum {string} */
                state: "handed" | "accepted" | "declined";
                /** Format: int64 */
                version: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_City: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Archived cities take nothing new and stay readable. */
                archived: boolean;
                capacity: components["schemas"]["Capacity"];
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                name: string;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
                /** @description When the first visit of a day begins, by the city's clocks. */
                visitFrom: string;
                /** @description When the last visit of a day ends. */
                visitTo: string;
                /** @description Its IANA zone. */
                zone: string;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Line: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Archived lines stay known: a late call to one is still attributed. */
                archived: boolean;
                /** @description The advert account behind the number. */
                avitoName?: string | null;
                city?: string | null;
                /** Format: date-time */
                createdAt: string;
                /** Format: int64 */
                id: number;
                /** @description The number clients dial: E.164, a SIP URI, or a short number. */
                number: string;
                /** @description The campaign's name. */
                rk?: string | null;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Master: {
            /** @description The rows, in the list's order. */
            data: (components["schemas"]["Operator"] & {
                /**
                 * Format: int64
                 * @description How many open orders the master has.
                 */
                openOrders: number;
            })[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Operator: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description The home city, by name. */
                city?: string | null;
                /** Format: date-time */
                createdAt: string;
                /** @description The extension providers name the user by. */
                extension?: string | null;
                /** Format: int64 */
                id: number;
                login: string;
                /** @description Further cities served. */
                moreCities: string[];
                name: string;
                /** @enum {string} */
                role: "admin" | "operator" | "director" | "master";
                /** @description The SIP address of the user's phone. */
                sipAddress?: string | null;
                /** @enum {string} */
                status: "active" | "inactive";
                /** @enum {string} */
                statusWork: "offline" | "online" | "break" | "busy" | "wrap_up";
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                statusWorkSince: string;
                /** Format: date-time */
                updatedAt: string;
                /**
                 * Format: int64
                 * @description The version of the profile: send it back with a change. Work states do not raise it.
                 */
                version: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Order: {
            /** @description The rows, in the list's order. */
            data: {
                address: string;
                /** @description The advert account that brought it. */
                avitoName?: string | null;
                /**
                 * Format: int64
                 * @description The call it was written from.
                 */
                callId?: number | null;
                city: string;
                /** @description `result` less `expenditure`, in roubles. */
                clean?: string | null;
                clientName: string;
                /**
                 * Format: date-time
                 * @description When it was completed, cancelled or found void; `null` while there is something to do.
                 */
                closingData?: string | null;
                /** Format: date-time */
                createDate: string;
                /**
                 * Format: date-time
                 * @description The agreed visit.
                 */
                dateMeeting: string;
                /** @description What was spent on parts, in roubles. */
                expenditure?: string | null;
                /** Format: int64 */
                id: number;
                /** @description The same on the clocks of the city, without an offset: what the client was told. */
                localMeeting: string;
                master?: components["schemas"]["Person"] | null;
                /** Format: int64 */
                masterId?: number | null;
                /** @description The zone of those clocks. */
                meetingZone: string;
                operator?: components["schemas"]["Person"] | null;
                /**
                 * Format: int64
                 * @description Who wrote it; `null` for the program itself.
                 */
                operatorNameId?: number | null;
                /** @description E.164. */
                phone: string;
                problem: string;
                /**
                 * Format: date
                 * @description The day of the city for which a deferred job was promised.
                 */
                promisedDate?: string | null;
                /** @description What was taken from the client, in roubles. */
                result?: string | null;
                /** @description The campaign's name. */
                rk?: string | null;
                /** @enum {string} */
                statusOrder: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
                /** @enum {string} */
                typeEquipment: "kp" | "bt" | "mnch";
                /** @enum {string} */
                typeOrder: "first_time" | "repeat" | "warranty";
                /** Format: date-time */
                updateDate: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Session: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Whether it still holds. */
                active: boolean;
                /** @description Where the sign-in came from. */
                address?: string | null;
                /** @description The browser or program, as it named itself. */
                agent?: string | null;
                /** Format: date-time */
                createdAt: string;
                /** @description Whether it is the one that asks. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description When it ends unless it is used.
                 */
                expiresAt: string;
                /** Format: int64 */
                id: number;
                /**
                 * Format: date-time
                 * @description The latest sign of life, to the minute.
                 */
                lastSeenAt: string;
                /**
                 * Format: date-time
                 * @description When it was ended.
                 */
                revokedAt?: string | null;
                /** @description Why it was ended. */
                revokeReason?: string | null;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_Shift: {
            /** @description The rows, in the list's order. */
            data: {
                /** @description Whether it was called off. It is kept, and stands in nobody's way. */
                cancelled: boolean;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                from: string;
                /** Format: int64 */
                id: number;
                note?: string | null;
                /**
                 * Format: int64
                 * @description Who is to work.
                 */
                operatorId: number;
                /**
                 * Format: date-time
                 * @description The first instant after it.
                 */
                to: string;
                /** Format: date-time */
                updatedAt: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_UnknownLine: {
            /** @description The rows, in the list's order. */
            data: {
                /**
                 * Format: int64
                 * @description How many calls.
                 */
                calls: number;
                /**
                 * Format: date-time
                 * @description When the first such call was taken in.
                 */
                firstSeen: string;
                /**
                 * Format: date-time
                 * @description When the latest was.
                 */
                lastSeen: string;
                number: string;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description One page of a list. */
        ListOf_WorkStateEntry: {
            /** @description The rows, in the list's order. */
            data: {
                /** Format: date-time */
                from: string;
                /** @description Why, if it was said. */
                reason?: string | null;
                /** @enum {string} */
                state: "offline" | "online" | "break" | "busy" | "wrap_up";
                /**
                 * Format: date-time
                 * @description `null` while it lasts.
                 */
                to?: string | null;
            }[];
            /** @description Where the page lies in the list. */
            pagination: components["schemas"]["Pagination"];
            /**
             * @description Always `true`.
             * @default true
             */
            success: boolean;
        };
        /** @description That the process runs. */
        Live: {
            /**
             * @description Always `live`.
             * @default live
             */
            status: string;
        };
        /** @description A form post of Mango Office. */
        MangoPost: {
            /** @description The event. */
            json: string;
            /** @description `hex(sha256(key + json + salt))`. */
            sign: string;
            /** @description The account's key. */
            vpbx_api_key: string;
        };
        /** @description A master: a user with what is to be done. */
        Master: components["schemas"]["Operator"] & {
            /**
             * Format: int64
             * @description How many open orders the master has.
             */
            openOrders: number;
        };
        /** @description Changes to a master, who stays one. A field left out stays as it is; `null` empties one that may be empty. */
        MasterPatch: {
            /** @description The home city, by name. */
            city?: string;
            /** @description The extension providers name the master by. */
            extension?: string | null;
            /** @description Further cities served, by name: these and no others. */
            moreCities?: string[];
            name?: string;
            /** @description The SIP address of the master's phone. */
            sipAddress?: string | null;
            /** @enum {string} */
            status?: "active" | "inactive";
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description A master's figures. */
        MasterStats: {
            /** @description Those closed. */
            closings: components["schemas"]["ClosingFigures"];
            /** Format: int64 */
            id: number;
            name: string;
            /** @description The orders the master has, by when they were written. */
            orders: components["schemas"]["OrderFigures"];
        };
        /** @description Roubles with at most two decimals */
        MoneyInput: string | number;
        /** @description A call that no provider reported. */
        NewCall: {
            /** @description What it was about, in the office's own words. */
            category?: string | null;
            /**
             * Format: date-time
             * @description When it began.
             */
            dateCreate: string;
            /** @enum {string} */
            direction: "in" | "out" | "internal";
            /** @description A note. */
            note?: string | null;
            /** @description The company's number it came to: it decides campaign, city and advert account. */
            phoneAts?: string | null;
            /** @description The client's phone, however written; left out when hidden. */
            phoneClient?: string | null;
            /** @enum {string} */
            status: "new" | "answered" | "missed" | "busy" | "no_answer";
            /**
             * Format: int32
             * @description Seconds of talk.
             */
            talkSeconds?: number;
            /**
             * Format: int32
             * @description Seconds until the answer or the end.
             */
            waitSeconds?: number;
        };
        /** @description A campaign to add. */
        NewCampaign: {
            /** @description Unique in any case. */
            name: string;
        };
        /** @description A cost to enter. */
        NewCampaignCost: {
            /** @description Above zero, for all of its days together. */
            amount: components["schemas"]["MoneyInput"];
            /** @description The city it was spent on, by name, if on one alone. */
            city?: string | null;
            /**
             * Format: date
             * @description The first of its days, in the office's zone.
             */
            firstDay: string;
            /**
             * Format: date
             * @description The last of its days, included; at most 3,660 days.
             */
            lastDay: string;
            /** @description What it was for. */
            note?: string | null;
        };
        /** @description Cash to hand over. */
        NewCashHandover: {
            /** @description Above zero. */
            amount: components["schemas"]["MoneyInput"];
            /** @description The city whose money it is, by name: one the master serves, or has money in. */
            city: string;
            /** @description What is to be said about it. */
            note?: string | null;
        };
        /** @description A city to add. */
        NewCity: {
            capacity?: components["schemas"]["CapacityPatch"] | null;
            /** @description Unique in any case. */
            name: string;
            /** @description When the first visit of a day begins, by the city's clocks: a full or half hour; `10:00` unless said. */
            visitFrom?: string | null;
            /** @description When the last visit of a day ends; `22:00` unless said. */
            visitTo?: string | null;
            /** @description Its IANA zone, such as `Asia/Omsk`. */
            zone: string;
        };
        /** @description A line to add. */
        NewLine: {
            /** @description The advert account behind the number. */
            avitoName?: string | null;
            /** @description The city, by name. */
            city?: string | null;
            /** @description The number clients dial, however written. */
            number: string;
            /** @description The campaign's name; an unknown one is added. */
            rk?: string | null;
        };
        /** @description A master to add. */
        NewMaster: {
            /** @description The home city, by name. */
            city: string;
            /** @description The extension providers name the master by, unique. */
            extension?: string | null;
            /** @description Unique in any case, without blanks. */
            login: string;
            /** @description Further cities served, by name. */
            moreCities?: string[];
            name: string;
            /**
             * Format: password
             * @description The first password: 8 to 128 characters, neither the login nor one of the common ones.
             */
            password: string;
            /** @description The SIP address of the master's phone. */
            sipAddress?: string | null;
        };
        /** @description A user to add. */
        NewOperator: {
            /** @description The home city, by name; every role but admin has one. */
            city?: string | null;
            /** @description The extension providers name the user by, unique. */
            extension?: string | null;
            /** @description Unique in any case, without blanks. */
            login: string;
            /** @description Further cities served, by name. */
            moreCities?: string[];
            name: string;
            /**
             * Format: password
             * @description The first password: 8 to 128 characters, neither the login nor one of the common ones.
             */
            password: string;
            /** @enum {string} */
            role: "admin" | "operator" | "director" | "master";
            /** @description The SIP address of the user's phone. */
            sipAddress?: string | null;
        };
        /** @description An order to write. */
        NewOrder: {
            address: string;
            /** @description The advert account that brought it. */
            avitoName?: string | null;
            /**
             * Format: int64
             * @description The call it is written from: phone, city, campaign and advert account are the call's unless they are given here.
             */
            callId?: number | null;
            /** @description The city, by name; required unless the call has one. */
            city?: string | null;
            clientName: string;
            /**
             * Format: date-time
             * @description The visit: the start of a slot of the city, see `GET /slots`.
             */
            dateMeeting: string;
            /**
             * Format: int64
             * @description Who wrote it, when it is not the user; operators write only their own.
             */
            operatorNameId?: number | null;
            /** @description The client's phone, however written; required unless the call has one. */
            phone?: string | null;
            /** @description What is broken. */
            problem: string;
            /** @description The campaign, by name; an unknown name adds the campaign. */
            rk?: string | null;
            /** @description `new`, or left out: every order begins so. */
            statusOrder?: string | null;
            /** @enum {string} */
            typeEquipment: "kp" | "bt" | "mnch";
            /** @enum {string} */
            typeOrder: "first_time" | "repeat" | "warranty";
        };
        /** @description A shift to plan, 15 minutes to 24 hours long. */
        NewShift: {
            /** Format: date-time */
            from: string;
            note?: string | null;
            /**
             * Format: int64
             * @description Who is to work.
             */
            operatorId: number;
            /**
             * Format: date-time
             * @description The first instant after it.
             */
            to: string;
        };
        /** @description The figures of the office, or of some of its cities together. */
        OfficeStats: {
            /** @description Calls. */
            calls: components["schemas"]["CallFigures"];
            /** @description Orders closed. */
            closings: components["schemas"]["ClosingFigures"];
            /** @description How long they took and waited. */
            handling: components["schemas"]["HandlingFigures"];
            /** @description Orders written. */
            orders: components["schemas"]["OrderFigures"];
            /** @description Over what it was computed. */
            period: components["schemas"]["StatsBasis"];
            /** @description What became of offered calls. */
            queue: components["schemas"]["QueueFigures"];
            /** @description Seconds by work state of everybody who serves the cities, away from the office left out. */
            workTime: {
                [key: string]: number;
            };
        };
        /** @description The clients who wait, whatever the list is filtered by; only those the user may see. */
        OpenCallbacks: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /**
             * Format: date-time
             * @description Since when the one who waits longest does; `null` when nobody waits.
             */
            oldest?: string | null;
        };
        /** @description A move that is open: for `PUT /orders/{id}/status`. */
        OpenMove: {
            /** @description The fields that may be given beside them: `expenditure`, `promisedDate`. A `reason` always may. */
            may: string[];
            /**
             * @description The fields that have to be given: `masterId`, `reason`, `result`. A `result` that the order says already stands
             *     unless another is given.
             */
            needs: string[];
            /** @enum {string} */
            statusOrder: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
        };
        /** @description A user. */
        Operator: {
            /** @description The home city, by name. */
            city?: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description The extension providers name the user by. */
            extension?: string | null;
            /** Format: int64 */
            id: number;
            login: string;
            /** @description Further cities served. */
            moreCities: string[];
            name: string;
            /** @enum {string} */
            role: "admin" | "operator" | "director" | "master";
            /** @description The SIP address of the user's phone. */
            sipAddress?: string | null;
            /** @enum {string} */
            status: "active" | "inactive";
            /** @enum {string} */
            statusWork: "offline" | "online" | "break" | "busy" | "wrap_up";
            /**
             * Format: date-time
             * @description Since when.
             */
            statusWorkSince: string;
            /** Format: date-time */
            updatedAt: string;
            /**
             * Format: int64
             * @description The version of the profile: send it back with a change. Work states do not raise it.
             */
            version: number;
        };
        /** @description Changes to a user's profile. A field left out stays as it is; `null` empties one that may be empty. */
        OperatorPatch: {
            /** @description The home city, by name. */
            city?: string | null;
            /** @description The extension providers name the user by. */
            extension?: string | null;
            /** @description Further cities served, by name: these and no others. */
            moreCities?: string[];
            name?: string;
            /** @enum {string} */
            role?: "admin" | "operator" | "director" | "master";
            /** @description The SIP address of the user's phone. */
            sipAddress?: string | null;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description An operator's figures. */
        OperatorStats: {
            /** @description The calls of whom the operator was the first. */
            calls: components["schemas"]["CallFigures"];
            /** @description Those closed. */
            closings: components["schemas"]["ClosingFigures"];
            /** Format: int64 */
            id: number;
            name: string;
            /** @description The orders the operator wrote. */
            orders: components["schemas"]["OrderFigures"];
            /** @description The operator's seconds by work state, away from the office left out. */
            workTime: {
                [key: string]: number;
            };
        };
        /** @description Whether a user may sign in. */
        OperatorStatusChange: {
            /** @enum {string} */
            status: "active" | "inactive";
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description An order. */
        Order: {
            address: string;
            /** @description The advert account that brought it. */
            avitoName?: string | null;
            /**
             * Format: int64
             * @description The call it was written from.
             */
            callId?: number | null;
            city: string;
            /** @description `result` less `expenditure`, in roubles. */
            clean?: string | null;
            clientName: string;
            /**
             * Format: date-time
             * @description When it was completed, cancelled or found void; `null` while there is something to do.
             */
            closingData?: string | null;
            /** Format: date-time */
            createDate: string;
            /**
             * Format: date-time
             * @description The agreed visit.
             */
            dateMeeting: string;
            /** @description What was spent on parts, in roubles. */
            expenditure?: string | null;
            /** Format: int64 */
            id: number;
            /** @description The same on the clocks of the city, without an offset: what the client was told. */
            localMeeting: string;
            master?: components["schemas"]["Person"] | null;
            /** Format: int64 */
            masterId?: number | null;
            /** @description The zone of those clocks. */
            meetingZone: string;
            operator?: components["schemas"]["Person"] | null;
            /**
             * Format: int64
             * @description Who wrote it; `null` for the program itself.
             */
            operatorNameId?: number | null;
            /** @description E.164. */
            phone: string;
            problem: string;
            /**
             * Format: date
             * @description The day of the city for which a deferred job was promised.
             */
            promisedDate?: string | null;
            /** @description What was taken from the client, in roubles. */
            result?: string | null;
            /** @description The campaign's name. */
            rk?: string | null;
            /** @enum {string} */
            statusOrder: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
            /** @enum {string} */
            typeEquipment: "kp" | "bt" | "mnch";
            /** @enum {string} */
            typeOrder: "first_time" | "repeat" | "warranty";
            /** Format: date-time */
            updateDate: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Who gets an order. */
        OrderAssignment: {
            /**
             * Format: int64
             * @description A master who serves the order's city.
             */
            masterId: number;
            /** @description Why. */
            reason?: string | null;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description An order, and where whoever asks can take it. */
        OrderCard: components["schemas"]["Order"] & {
            /** @description The moves that the one who asks can make; none for somebody who only looks. */
            moves: components["schemas"]["OpenMove"][];
        };
        /** @description Orders written in the period. */
        OrderFigures: {
            /** @description By present status: every status, zeros included. */
            byStatus: {
                [key: string]: number;
            };
            /**
             * Format: double
             * @description Those written from calls in per cent of accepted calls.
             */
            conversion?: number | null;
            /**
             * Format: int64
             * @description How many.
             */
            total: number;
        };
        /** @description One row of an order's history. */
        OrderHistory: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Doer"];
            /** @description Where it stood; `null` in the first row. */
            from?: string | null;
            /** @enum {string} */
            kind: "created" | "moved" | "reopened" | "reassigned" | "city_changed";
            master?: components["schemas"]["Person"] | null;
            reason?: string | null;
            /** @enum {string} */
            to: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
            /**
             * Format: int64
             * @description The version of the order that this made.
             */
            version: number;
        };
        /**
         * @description Where an order goes, with what has to be said about it: a reason, a master for `accepted`, the money for `completed`, a
         *     promised date for `deferred`. What does not belong to the move is refused, not ignored; a reason may always be given.
         */
        OrderMove: {
            expenditure?: components["schemas"]["MoneyInput"] | null;
            /**
             * Format: int64
             * @description Whom it is assigned to, on the way to `accepted`.
             */
            masterId?: number | null;
            /**
             * Format: date
             * @description For which day of the city it was promised, on the way to `deferred`.
             */
            promisedDate?: string | null;
            /** @description Why. */
            reason?: string | null;
            result?: components["schemas"]["MoneyInput"] | null;
            /** @enum {string} */
            statusOrder: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /**
         * @description Changes to an order. A field left out stays as it is; `null` empties one that may be empty. The status and the master
         *     have addresses of their own.
         */
        OrderPatch: {
            address?: string;
            /** @description The advert account that brought it. */
            avitoName?: string | null;
            /**
             * @description Another city, by name; only in `new` or `accepted`. The master is detached, and the visit keeps its time on the clock
             *     unless another is given.
             */
            city?: string;
            clientName?: string;
            /**
             * Format: date-time
             * @description Another visit, the start of a slot; before the visit begins.
             */
            dateMeeting?: string;
            expenditure?: components["schemas"]["MoneyInput"] | null;
            /** @description The client's phone, however written. */
            phone?: string;
            problem?: string;
            /**
             * Format: date
             * @description The day of the city for which a deferred job was promised.
             */
            promisedDate?: string | null;
            result?: components["schemas"]["MoneyInput"] | null;
            /** @description The campaign, by name; an unknown name adds the campaign. */
            rk?: string | null;
            /** @enum {string} */
            typeEquipment?: "kp" | "bt" | "mnch";
            /** @enum {string} */
            typeOrder?: "first_time" | "repeat" | "warranty";
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description A new password for somebody else. */
        OtherPassword: {
            /**
             * Format: password
             * @description 8 to 128 characters, neither the login nor one of the common ones.
             */
            password: string;
        };
        /** @description One's own new password, with the present one as the proof. */
        OwnPassword: {
            /**
             * Format: password
             * @description The present password.
             */
            currentPassword: string;
            /**
             * Format: password
             * @description The new one: 8 to 128 characters, neither the login nor one of the common ones.
             */
            password: string;
        };
        /** @description Where a page lies in its list. */
        Pagination: {
            /**
             * Format: int32
             * @description The most rows of a page.
             */
            limit: number;
            /** @description The cursor of the next page; `null` on the last one. */
            nextCursor?: string | null;
            /**
             * Format: int32
             * @description The page's number from 1; absent when it was asked for by cursor.
             */
            page?: number | null;
            /** @description The cursor of the page before; `null` on the first one. */
            prevCursor?: string | null;
            /**
             * Format: int64
             * @description How many rows the list has; at least so many where `totalIsBound`.
             */
            total?: number | null;
            /** @description Whether there may be more rows than `total` says: a long list is not always counted to its end. */
            totalIsBound: boolean;
            /**
             * Format: int64
             * @description How many pages, or at least so many. By number one gets as far as row 10,000; further on by cursor.
             */
            totalPages?: number | null;
        };
        /** @description A side of a leg. */
        Party: {
            /** @description Set exactly when this side is an employee. */
            extension?: string | null;
            /** @description The number as the provider writes it; `null` when hidden. */
            number?: string | null;
        };
        /** @description A person. */
        Person: {
            /** Format: int64 */
            id: number;
            name: string;
        };
        /** @description The figures of one user. */
        PersonalStats: {
            /** @description The calls of whom the user was the first operator. */
            calls: components["schemas"]["CallFigures"];
            /** @description Those of the orders that were closed in the period. */
            closings: components["schemas"]["ClosingFigures"];
            /** @description A row for each local day of the period, days without anything included. */
            dailyStats: components["schemas"]["DayFigures"][];
            /** @description How long the user's calls took and waited. */
            handling: components["schemas"]["HandlingFigures"];
            /** @description The orders the user wrote; of a master, those the master has. */
            orders: components["schemas"]["OrderFigures"];
            /** @description Over what it was computed. */
            period: components["schemas"]["StatsBasis"];
            /** @description The user's seconds by work state, away from the office left out. */
            workTime: {
                [key: string]: number;
            };
        };
        /** @description What somebody does. */
        PersonNow: {
            operator: components["schemas"]["Person"];
            /** Format: date-time */
            since: string;
            /** @enum {string} */
            state: "offline" | "online" | "break" | "busy" | "wrap_up";
        };
        /** @description Why a request was not served. `code` is stable: programs branch on it; `detail` is for people. */
        Problem: {
            /** @description The stable code, such as `order.version_conflict`. */
            code: string;
            /**
             * Format: int64
             * @description The version the record has now, when the one that was sent is stale.
             */
            currentVersion?: number | null;
            /** @description One sentence about this very request. Never the value of a secret, never a database's words. */
            detail: string;
            /** @description The fields that do not hold; empty when it is not about fields. */
            errors: components["schemas"]["ProblemField"][];
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /**
             * @description Always `false`, so that one look tells an answer from a refusal.
             * @default false
             */
            success: boolean;
            /** @description The status in words. */
            title: string;
            /** @description A URI of the kind of problem: `urn:crm:problem:` and the code. */
            type: string;
        };
        /** @description One field that does not hold. */
        ProblemField: {
            /** @description A stable code, such as `phone.not_a_number`. */
            code: string;
            /** @description The field's name on the wire, such as `phoneClient`. */
            field: string;
            /** @description One sentence about it. */
            message: string;
        };
        /** @description What became of the calls that reached the queue. */
        QueueFigures: {
            /**
             * Format: int64
             * @description Those that ended without talk.
             */
            abandoned: number;
            /**
             * Format: double
             * @description Abandoned in per cent of offered, short ones included.
             */
            abandonment?: number | null;
            /**
             * Format: int64
             * @description Those answered.
             */
            handled: number;
            /**
             * Format: int64
             * @description Calls offered.
             */
            offered: number;
            /** @description The share answered in time. */
            serviceLevel: components["schemas"]["ServiceLevel"];
            /**
             * Format: double
             * @description Short abandons in per cent of offered.
             */
            shortAbandonment?: number | null;
        };
        /** @description That requests can be served. */
        Ready: {
            /**
             * Format: int32
             * @description The schema of the database.
             */
            schema: number;
            /**
             * @description Always `ready`.
             * @default ready
             */
            status: string;
        };
        /** @description What became of a post. */
        Receipt: {
            /**
             * @description `taken`: stored and understood; `unread`: stored, and listed for the admin; `duplicate`: stored before; `probe`:
             *     nothing to store.
             */
            receipt: components["schemas"]["ReceiptKind"];
        };
        /** @enum {string} */
        ReceiptKind: "taken" | "unread" | "duplicate" | "probe";
        /** @description A recording of a call. */
        Recording: {
            /** @description The provider's id. */
            id: string;
            /** @description Whether it can be downloaded now. */
            ready: boolean;
        };
        /** @description A refresh token to exchange. With `X-Session: cookie` there is no body: the token is in the cookie. */
        Refresh: {
            refreshToken: string;
        };
        /** @description Deliveries that were refused on a day for one reason. */
        RefusedDeliveries: {
            /** Format: int64 */
            count: number;
            /**
             * Format: date
             * @description The UTC day.
             */
            date?: string | null;
            /** @enum {string} */
            provider: "mango" | "sip" | "crm";
            /** @description Why, such as `wrong_signature`. */
            reason: string;
        };
        /** @description A service level, and by which of the six ways it was computed. */
        ServiceLevel: {
            /**
             * Format: int64
             * @description The longest wait of a timely answer.
             */
            answerSeconds: number;
            /** @description The formula: `A` answered, `B` abandoned calls, `T` within the answer threshold, `s` short. */
            formula: string;
            /** @description Whether it was; `null` when there was nothing to judge. */
            isMet?: boolean | null;
            /**
             * Format: int64
             * @description The longest wait of a short abandon.
             */
            shortSeconds: number;
            /**
             * Format: double
             * @description What was to be reached, in per cent.
             */
            target: number;
            /**
             * Format: double
             * @description In per cent; `null` when no call counts.
             */
            value?: number | null;
            /** @enum {string} */
            variant: "abandons_met" | "abandons_ignored" | "abandons_negative" | "early_abandons_excluded" | "short_abandons_credited" | "short_abandons_excluded";
        };
        /** @description The service level by one variant. */
        ServiceLevelOf: {
            /** @description The formula: `A` answered, `B` abandoned calls, `T` within the answer threshold, `s` short. */
            formula: string;
            /**
             * Format: double
             * @description In per cent; `null` when no call counts.
             */
            value?: number | null;
            /** @enum {string} */
            variant: "abandons_met" | "abandons_ignored" | "abandons_negative" | "early_abandons_excluded" | "short_abandons_credited" | "short_abandons_excluded";
        };
        /** @description The service level by every variant, over the same calls. */
        ServiceLevels: {
            /**
             * Format: int64
             * @description The longest wait of a timely answer.
             */
            answerSeconds: number;
            /** @description Offered calls by how long they waited. */
            counts: components["schemas"]["WaitCounts"];
            /** @description Every variant. */
            levels: components["schemas"]["ServiceLevelOf"][];
            /** @description Over what it was computed. */
            period: components["schemas"]["StatsBasis"];
            /**
             * Format: int64
             * @description The longest wait of a short abandon.
             */
            shortSeconds: number;
        };
        /** @description A sign-in. Tokens are not shown. */
        Session: {
            /** @description Whether it still holds. */
            active: boolean;
            /** @description Where the sign-in came from. */
            address?: string | null;
            /** @description The browser or program, as it named itself. */
            agent?: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When it ends unless it is used.
             */
            expiresAt: string;
            /** Format: int64 */
            id: number;
            /**
             * Format: date-time
             * @description The latest sign of life, to the minute.
             */
            lastSeenAt: string;
            /**
             * Format: date-time
             * @description When it was ended.
             */
            revokedAt?: string | null;
            /** @description Why it was ended. */
            revokeReason?: string | null;
        };
        /** @description A session that has ended. */
        SessionEnded: {
            /**
             * Format: int64
             * @description The session's id.
             */
            id: number;
        };
        /** @description The settings in force. */
        Settings: {
            /**
             * Format: int32
             * @description How long the audit's entries are kept; 0 for ever.
             */
            auditKeptDays: number;
            /**
             * Format: int64
             * @description How long after the last leg ended a call without a summary is closed.
             */
            closeAfterLegsSeconds: number;
            /**
             * Format: int64
             * @description How long after the last event a call that still lasts is closed.
             */
            closeAfterSilenceSeconds: number;
            /**
             * Format: int64
             * @description How far ahead of this office's clock a provider's event may lie; one beyond is not understood.
             */
            eventsAheadSeconds: number;
            /**
             * Format: int64
             * @description How far behind this office's clock a provider's event may lie.
             */
            eventsBehindSeconds: number;
            /**
             * Format: int32
             * @description How long live clients can go on from a place in the feed; 0 for ever.
             */
            feedKeptDays: number;
            /** @description The IANA zone whose days the office counts in. */
            officeZone: string;
            /**
             * Format: int64
             * @description How long after the last sign of life of a signed-in user the user is offline.
             */
            offlineAfterSeconds: number;
            /**
             * Format: int32
             * @description How long the provider's events are kept as they came; 0 for ever. Calls stay.
             */
            rawEventsKeptDays: number;
            /**
             * Format: int64
             * @description How long wrap-up lasts unless the operator ends it.
             */
            wrapUpSeconds: number;
        };
        /** @description Settings to change. A field left out stays as it is. */
        SettingsPatch: {
            /**
             * Format: int32
             * @description How long the audit's entries are kept, at least; 0 for ever, else from 366.
             */
            auditKeptDays?: number;
            /**
             * Format: int32
             * @description How long after the last leg ended a call without a summary is closed.
             */
            closeAfterLegsSeconds?: number;
            /**
             * Format: int32
             * @description How long after the last event a call that still lasts is closed.
             */
            closeAfterSilenceSeconds?: number;
            /**
             * Format: int32
             * @description How far ahead of this office's clock a provider's event may lie; one beyond is not understood.
             */
            eventsAheadSeconds?: number;
            /**
             * Format: int32
             * @description How far behind this office's clock a provider's event may lie.
             */
            eventsBehindSeconds?: number;
            /**
             * Format: int32
             * @description How long live clients can go on from a place in the feed, at least; 0 for ever, else from 7.
             */
            feedKeptDays?: number;
            /** @description The IANA zone whose days the office counts in. Another one counts everything anew. */
            officeZone?: string;
            /**
             * Format: int32
             * @description How long after the last sign of life of a signed-in user the user is offline.
             */
            offlineAfterSeconds?: number;
            /**
             * Format: int32
             * @description How long the provider's events are kept as they came, at least; 0 for ever, else from 93. What is older goes within
             *     seconds, by whole months, and for good.
             */
            rawEventsKeptDays?: number;
            /**
             * Format: int32
             * @description How long wrap-up lasts unless the operator ends it.
             */
            wrapUpSeconds?: number;
        };
        /** @description A shift. */
        Shift: {
            /** @description Whether it was called off. It is kept, and stands in nobody's way. */
            cancelled: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            from: string;
            /** Format: int64 */
            id: number;
            note?: string | null;
            /**
             * Format: int64
             * @description Who is to work.
             */
            operatorId: number;
            /**
             * Format: date-time
             * @description The first instant after it.
             */
            to: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Changes to a shift. A field left out stays as it is; `null` empties the note. */
        ShiftPatch: {
            /** Format: date-time */
            from?: string;
            note?: string | null;
            /**
             * Format: date-time
             * @description The first instant after it.
             */
            to?: string;
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description Who is signed in, and the tokens that prove it. */
        SignedIn: {
            /** @description Proves the session to every request: `Authorization: Bearer`. */
            accessToken: string;
            /**
             * Format: int64
             * @description For how many seconds the access token holds.
             */
            expiresIn: number;
            /** @description Exchanged, once, for the next pair. Left out when it goes into a cookie. */
            refreshToken?: string;
            user: components["schemas"]["Operator"];
        };
        /** @description A wish to sign in. */
        SignIn: {
            login: string;
            /** Format: password */
            password: string;
        };
        /** @description A slot: the half hour in which a visit begins. */
        Slot: {
            /**
             * Format: int32
             * @description How many visits fit.
             */
            capacity: number;
            /**
             * Format: date-time
             * @description When it begins: the `dateMeeting` of an order.
             */
            dateMeeting: string;
            /**
             * Format: int64
             * @description How many places are left.
             */
            free: number;
            /** @description The same on the clocks of the city, without an offset. */
            localMeeting: string;
            /**
             * Format: int64
             * @description How many are taken.
             */
            taken: number;
        };
        /** @description Time spent in a work state for one reason. */
        Spent: {
            /** @description Why, if it was said. */
            reason?: string | null;
            /**
             * Format: int64
             * @description Whole seconds, rounded down.
             */
            seconds: number;
            /** @enum {string} */
            state: "offline" | "online" | "break" | "busy" | "wrap_up";
        };
        /** @description What a model expects of a group. */
        StaffingExpected: {
            /**
             * Format: double
             * @description The mean wait of all calls.
             */
            averageWaitSeconds: number;
            /**
             * Format: double
             * @description The share of time that one is busy, in per cent.
             */
            occupancy: number;
            /**
             * Format: double
             * @description Calls answered in time, in per cent.
             */
            serviceLevel: number;
        };
        /** @description What an interval had, and what it would have taken. */
        StaffingRow: {
            expected?: components["schemas"]["StaffingExpected"] | null;
            /** Format: date-time */
            from: string;
            /**
             * Format: int64
             * @description Those, and who is away.
             */
            gross: number;
            /**
             * Format: int64
             * @description Those of them that were handled.
             */
            handled: number;
            /**
             * Format: double
             * @description The mean of their talk and wrap-up; `null` where none was handled: then `handleSeconds` of the query is assumed.
             */
            handleSeconds?: number | null;
            /** @enum {string} */
            model: "total_calls" | "accepted_calls" | "missed_calls" | "acceptance_rate" | "talk_time" | "daily" | "total_orders" | "orders_by_status" | "closed_orders" | "turnover" | "average_check" | "completed_share" | "conversion" | "campaign_cost" | "campaign_roi" | "cost_per_call" | "cost_per_order" | "offered" | "handled" | "abandoned" | "abandonment" | "short_abandonment" | "average_handle_time" | "average_speed_of_answer" | "occupancy" | "work_time" | "service_level_abandons_met" | "service_level_abandons_ignored" | "service_level_abandons_negative" | "service_level_early_abandons_excluded" | "service_level_short_abandons_credited" | "service_level_short_abandons_excluded" | "erlang_b" | "erlang_c" | "erlang_a" | "net_staff" | "gross_staff";
            /**
             * Format: int32
             * @description The least people on the line that meet the target.
             */
            net: number;
            /**
             * Format: int64
             * @description Calls offered in it.
             */
            offered: number;
            /** Format: date-time */
            to: string;
        };
        /** @description What figures were computed over. */
        StatsBasis: {
            /**
             * Format: date-time
             * @description The first instant, the open end closed.
             */
            from: string;
            /**
             * Format: date-time
             * @description The first instant after.
             */
            to: string;
            /** @description The zone whose days count. */
            zone: string;
        };
        /** @description How many there are. */
        Total: {
            /** Format: int64 */
            count: number;
            /** @description Whether there are more than that: long lists are counted up to a bound. */
            isBound: boolean;
        };
        /** @description A number that calls came to and that is no line. */
        UnknownLine: {
            /**
             * Format: int64
             * @description How many calls.
             */
            calls: number;
            /**
             * Format: date-time
             * @description When the first such call was taken in.
             */
            firstSeen: string;
            /**
             * Format: date-time
             * @description When the latest was.
             */
            lastSeen: string;
            number: string;
        };
        /** @description A signed event that is listed for the admin. */
        UnreadEvent: {
            account: string;
            /** @description Where it was posted to. */
            path: string;
            /** @description Why it is listed. */
            problem?: string | null;
            /** @enum {string} */
            provider: "mango" | "sip" | "crm";
            /** Format: date-time */
            receivedAt: string;
            /**
             * Format: int64
             * @description Its place in the order of arrival.
             */
            seq: number;
        };
        /** @description The body of an action that says nothing but the version. */
        Version: {
            /**
             * Format: int64
             * @description The version that was read, unless `If-Match` says it.
             */
            version?: number | null;
        };
        /** @description Offered calls by how long they waited; each counts once. */
        WaitCounts: {
            /**
             * Format: int64
             * @description Later, but within the answer threshold.
             */
            abandonedEarly: number;
            /** Format: int64 */
            abandonedLate: number;
            /**
             * Format: int64
             * @description Within the threshold of a short abandon.
             */
            abandonedShort: number;
            /** Format: int64 */
            answeredInTime: number;
            /** Format: int64 */
            answeredLate: number;
        };
        /** @description The office at a moment. */
        Wallboard: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: double
             * @description Their ASA.
             */
            averageAnswerSeconds?: number | null;
            /** @description Clients who wait for a call. */
            callbacks: components["schemas"]["CallbacksNow"];
            /** @description Today's calls; today is the office's day. */
            calls: components["schemas"]["CallFigures"];
            /** @description Calls that are not over. */
            now: components["schemas"]["CallsNow"];
            /**
             * Format: int64
             * @description Orders written today.
             */
            orders: number;
            /** @description Who does what: operators, and whoever else is at work. */
            people: components["schemas"]["PersonNow"][];
            /** @description What became of those offered. */
            queue: components["schemas"]["QueueFigures"];
        };
        /** @description What a user's time of one local day was spent on. */
        WorkDay: {
            /** Format: date */
            date: string;
            /** @description Each state and reason once. */
            spent: components["schemas"]["Spent"][];
        };
        /** @description What a user turns to. */
        WorkStateChange: {
            /** @description Why, such as the kind of break. */
            reason?: string | null;
            /** @enum {string} */
            state: "offline" | "online" | "break" | "busy" | "wrap_up";
        };
        /** @description One stretch of a user's time. */
        WorkStateEntry: {
            /** Format: date-time */
            from: string;
            /** @description Why, if it was said. */
            reason?: string | null;
            /** @enum {string} */
            state: "offline" | "online" | "break" | "busy" | "wrap_up";
            /**
             * Format: date-time
             * @description `null` while it lasts.
             */
            to?: string | null;
        };
        /** @description What a user's time was spent on, day by day, up to now. */
        WorkTime: {
            /** @description The days on which there was time to spend, ascending. */
            days: components["schemas"]["WorkDay"][];
            /** Format: int64 */
            operatorId: number;
            /** @description All of them together. */
            total: components["schemas"]["Spent"][];
            /** @description Whose days. */
            zone: string;
        };
        /** @description An order that was just written. */
        WrittenOrder: components["schemas"]["Order"] & {
            /** @description Open orders of the same phone: perhaps the same visit twice. Allowed, but to be looked at. */
            duplicatesOf: number[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The name to save the file under */
        "content-disposition": string;
        /** @description Of a record: its version, for If-Match. Of a report: its bytes, for If-None-Match */
        etag: string;
        /** @description The path of what was created */
        location: string;
        /** @description After how many seconds trying again makes sense */
        "retry-after": number;
        /** @description The refresh token, for a browser that sends X-Session: cookie, or its end */
        "set-cookie": string;
        /** @description Bearer */
        "www-authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    admin_database: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The database at this moment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Database"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This server does not tell of its database */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_integrations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the providers send */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Integrations"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_jobs: {
        parameters: {
            query?: {
                /** @description Only jobs with a lower id: the last one of an earlier answer. */
                before?: number;
                state?: "queued" | "done" | "dead";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The jobs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_Job"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_retry_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Job"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_unknown_lines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every such number */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_UnknownLine"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_latest: {
        parameters: {
            query?: {
                /** @description Only entries before this one, by its `seq`: the last one of an earlier answer. */
                before?: number;
                /** @description Only entries about this, such as `call:12`. */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_AuditEntry"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    admin_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_AuditReport"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_login: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie` for browsers: the refresh token is kept in a cookie and left out of bodies */
                "x-session"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    "set-cookie": components["headers"]["set-cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The login or the password is wrong, or the account is deactivated */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            200: {
                headers: {
                    "set-cookie": components["headers"]["set-cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_SessionEnded"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPassword"];
            };
        };
        responses: {
            /** @description The signed-in user */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signed-in user */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_refresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie` for browsers: the refresh token is kept in a cookie and left out of bodies */
                "x-session"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description The next pair */
            200: {
                headers: {
                    "set-cookie": components["headers"]["set-cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token does not hold, or its session has ended */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The cookie was sent by a page of another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_list: {
        parameters: {
            query?: {
                /** @description Another user's, for admins; one's own unless said. */
                operatorId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Session"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auth_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_SessionEnded"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    callbacks_list: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description Waiting since when, from: a date of the office's zone, or RFC 3339. */
                dateFrom?: string;
                /** @description Waiting since when, until: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                /** @description How many call-backs a page has. */
                limit?: number;
                /** @description The page, from 1. */
                page?: number;
                /** @description The client's phone, however written. */
                phone?: string;
                /** @description `openedAt`, who waits longest first, or `-openedAt`. */
                sort?: "openedAt" | "-openedAt";
                state?: "open" | "closed" | "withdrawn";
                /** @description Who took it. */
                takenBy?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of call-backs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackList"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    callbacks_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallbackClosing"];
            };
        };
        responses: {
            /** @description The call-back as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Callback"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    callbacks_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Version"];
            };
        };
        responses: {
            /** @description The call-back as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Callback"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    callbacks_take: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Version"];
            };
        };
        responses: {
            /** @description The call-back as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Callback"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calls_list: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description From when: a date of the office's zone, or RFC 3339. */
                dateFrom?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                direction?: "in" | "out" | "internal";
                /** @description How many calls a page has. */
                limit?: number;
                /** @description The operator who answered first. */
                operatorId?: number;
                /** @description The page, from 1. */
                page?: number;
                /** @description The client's phone, however written. */
                phone?: string;
                /** @description What was typed into the search box: a phone, however written. */
                q?: string;
                /** @description The campaign, by name. */
                rk?: string;
                /** @description `-dateCreate`, latest first, or `dateCreate`. */
                sort?: "-dateCreate" | "dateCreate";
                status?: "new" | "answered" | "missed" | "busy" | "no_answer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of calls */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Call"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calls_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCall"];
            };
        };
        responses: {
            /** @description The call as written */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Call"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calls_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CallCard"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calls_classify: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallPatch"];
            };
        };
        responses: {
            /** @description The call as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Call"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_of_calls: {
        parameters: {
            query?: {
                /** @description The longest wait of a timely answer, in seconds. */
                answerSeconds?: number;
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description The longest wait of a short abandon, in seconds; not above `answerSeconds`. */
                shortSeconds?: number;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description The share to be answered in time, in per cent. */
                target?: number;
                variant?: "abandons_met" | "abandons_ignored" | "abandons_negative" | "early_abandons_excluded" | "short_abandons_credited" | "short_abandons_excluded";
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CallStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_list: {
        parameters: {
            query?: {
                /** @description Only archived campaigns, or only those that are not. */
                archived?: boolean;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every campaign */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Campaign"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCampaign"];
            };
        };
        responses: {
            /** @description The campaign as added */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Campaign"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Campaign"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_archive: {
        parameters: {
            query?: {
                /** @description The version that was read, unless `If-Match` says it. */
                version?: number;
            };
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archived campaign */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Campaign"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignPatch"];
            };
        };
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Campaign"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_list_costs: {
        parameters: {
            query?: {
                /** @description Only costs that were taken back, or only those that count. */
                cancelled?: boolean;
                /** @description The city they were spent on, by name. */
                city?: string;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description How many costs a page has. */
                limit?: number;
                /** @description The page, from 1. */
                page?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of costs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_CampaignCost"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_add_cost: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCampaignCost"];
            };
        };
        responses: {
            /** @description The cost as entered */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CampaignCost"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_get_cost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                costId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cost */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CampaignCost"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_cancel_cost: {
        parameters: {
            query?: {
                /** @description The version that was read, unless `If-Match` says it. */
                version?: number;
            };
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                costId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cost, cancelled */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CampaignCost"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    campaigns_change_cost: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                costId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignCostPatch"];
            };
        };
        responses: {
            /** @description The cost as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CampaignCost"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_list_handovers: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description How many hand-overs a page has. */
                limit?: number;
                /** @description The master. */
                masterId?: number;
                /** @description The page, from 1. */
                page?: number;
                state?: "handed" | "accepted" | "declined";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of hand-overs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_CashHandover"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_get_handover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hand-over */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CashHandover"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_accept: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Version"];
            };
        };
        responses: {
            /** @description The hand-over, accepted */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CashHandover"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_decline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CashRefusal"];
            };
        };
        responses: {
            /** @description The hand-over, declined */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CashHandover"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CashWithdrawal"];
            };
        };
        responses: {
            /** @description The hand-over, declined by the master */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CashHandover"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cities_list: {
        parameters: {
            query?: {
                /** @description Only archived cities, or only those that are not. */
                archived?: boolean;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every city */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_City"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cities_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCity"];
            };
        };
        responses: {
            /** @description The city as added */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_City"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cities_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The city */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_City"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cities_archive: {
        parameters: {
            query?: {
                /** @description The version that was read, unless `If-Match` says it. */
                version?: number;
            };
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archived city */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_City"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cities_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CityPatch"];
            };
        };
        responses: {
            /** @description The city as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_City"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clients_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The phone, however written
                 * @example +79990000001
                 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Client"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_follow: {
        parameters: {
            query?: {
                /** @description The id of the last event that was seen, where the header `Last-Event-ID` cannot be sent. */
                lastEventId?: string;
                /** @description A ticket, instead of `Authorization`: see `POST /events/ticket`. */
                ticket?: string;
            };
            header?: {
                /** @description The id of the last event that was seen */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_EventsTicket"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_calls_csv: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description From when: a date of the office's zone, or RFC 3339. */
                dateFrom?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                direction?: "in" | "out" | "internal";
                /** @description For scripts: wire names, codes and RFC 3339 instead of words and local times; in CSV `,` instead of `;`. */
                forScripts?: boolean;
                /** @description The language of headings and words. */
                lang?: ("ru" | "en") & Record<string, never>;
                /** @description The operator who answered first. */
                operatorId?: number;
                /** @description The client's phone, however written. */
                phone?: string;
                /** @description What was typed into the search box: a phone, however written. */
                q?: string;
                /** @description The campaign, by name. */
                rk?: string;
                /** @description `-dateCreate`, latest first, or `dateCreate`. */
                sort?: "-dateCreate" | "dateCreate";
                status?: "new" | "answered" | "missed" | "busy" | "no_answer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "content-disposition": components["headers"]["content-disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_calls_xlsx: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description From when: a date of the office's zone, or RFC 3339. */
                dateFrom?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                direction?: "in" | "out" | "internal";
                /** @description For scripts: wire names, codes and RFC 3339 instead of words and local times; in CSV `,` instead of `;`. */
                forScripts?: boolean;
                /** @description The language of headings and words. */
                lang?: ("ru" | "en") & Record<string, never>;
                /** @description The operator who answered first. */
                operatorId?: number;
                /** @description The client's phone, however written. */
                phone?: string;
                /** @description What was typed into the search box: a phone, however written. */
                q?: string;
                /** @description The campaign, by name. */
                rk?: string;
                /** @description `-dateCreate`, latest first, or `dateCreate`. */
                sort?: "-dateCreate" | "dateCreate";
                status?: "new" | "answered" | "missed" | "busy" | "no_answer";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "content-disposition": components["headers"]["content-disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_orders_csv: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description Closed from when: a date of the office's zone, or RFC 3339. */
                closingFrom?: string;
                /** @description Closed until when: a date, that day included, or RFC 3339, excluded. */
                closingTo?: string;
                /** @description Written from when: a date of the office's zone, or RFC 3339. */
                dateFrom?: string;
                /** @description Written until when: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                /** @description For scripts: wire names, codes and RFC 3339 instead of words and local times; in CSV `,` instead of `;`. */
                forScripts?: boolean;
                /** @description The language of headings and words. */
                lang?: ("ru" | "en") & Record<string, never>;
                /** @description The master. */
                masterId?: number;
                /** @description Visits from when: a date of the city's zone when `city` is given, else of the office's, or RFC 3339. */
                meetingFrom?: string;
                /** @description Visits until when: a date, that day included, or RFC 3339, excluded. */
                meetingTo?: string;
                /** @description Who wrote the order. */
                operatorId?: number;
                /** @description The client's phone, however written. */
                phone?: string;
                /** @description What was typed into the search box: beginnings of the number, phone, name or address. */
                q?: string;
                /** @description The campaign, by name. */
                rk?: string;
                status?: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
                typeEquipment?: "kp" | "bt" | "mnch";
                typeOrder?: "first_time" | "repeat" | "warranty";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "content-disposition": components["headers"]["content-disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_orders_xlsx: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description Closed from when: a date of the office's zone, or RFC 3339. */
                closingFrom?: string;
                /** @description Closed until when: a date, that day included, or RFC 3339, excluded. */
                closingTo?: string;
                /** @description Written from when: a date of the office's zone, or RFC 3339. */
                dateFrom?: string;
                /** @description Written until when: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                /** @description For scripts: wire names, codes and RFC 3339 instead of words and local times; in CSV `,` instead of `;`. */
                forScripts?: boolean;
                /** @description The language of headings and words. */
                lang?: ("ru" | "en") & Record<string, never>;
                /** @description The master. */
                masterId?: number;
                /** @description Visits from when: a date of the city's zone when `city` is given, else of the office's, or RFC 3339. */
                meetingFrom?: string;
                /** @description Visits until when: a date, that day included, or RFC 3339, excluded. */
                meetingTo?: string;
                /** @description Who wrote the order. */
                operatorId?: number;
                /** @description The client's phone, however written. */
                phone?: string;
                /** @description What was typed into the search box: beginnings of the number, phone, name or address. */
                q?: string;
                /** @description The campaign, by name. */
                rk?: string;
                status?: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
                typeEquipment?: "kp" | "bt" | "mnch";
                typeOrder?: "first_time" | "repeat" | "warranty";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "content-disposition": components["headers"]["content-disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_stats_csv: {
        parameters: {
            query?: {
                /** @description What the report has a row for. */
                by?: ("days" | "cities" | "campaigns" | "masters" | "operators") & Record<string, never>;
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description For scripts: wire names, codes and RFC 3339 instead of words and local times; in CSV `,` instead of `;`. */
                forScripts?: boolean;
                /** @description The language of headings and words. */
                lang?: ("ru" | "en") & Record<string, never>;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "content-disposition": components["headers"]["content-disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_stats_xlsx: {
        parameters: {
            query?: {
                /** @description What the report has a row for. */
                by?: ("days" | "cities" | "campaigns" | "masters" | "operators") & Record<string, never>;
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description For scripts: wire names, codes and RFC 3339 instead of words and local times; in CSV `,` instead of `;`. */
                forScripts?: boolean;
                /** @description The language of headings and words. */
                lang?: ("ru" | "en") & Record<string, never>;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    "content-disposition": components["headers"]["content-disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Live"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be served */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Ready"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lines_list: {
        parameters: {
            query?: {
                /** @description Only archived lines, or only those that are not. */
                archived?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Line"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lines_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLine"];
            };
        };
        responses: {
            /** @description The line as added */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Line"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lines_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The line */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Line"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lines_archive: {
        parameters: {
            query?: {
                /** @description The version that was read, unless `If-Match` says it. */
                version?: number;
            };
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archived line */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Line"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lines_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinePatch"];
            };
        };
        responses: {
            /** @description The line as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Line"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_list: {
        parameters: {
            query?: {
                /** @description A city they serve, by name. */
                city?: string;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description How many masters a page has. */
                limit?: number;
                /** @description The page, from 1. */
                page?: number;
                status?: "active" | "inactive";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of masters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Master"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMaster"];
            };
        };
        responses: {
            /** @description The master as added */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Master"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The master */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Master"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_deactivate: {
        parameters: {
            query?: {
                /** @description The version that was read, unless `If-Match` says it. */
                version?: number;
            };
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The master, inactive */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Master"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MasterPatch"];
            };
        };
        responses: {
            /** @description The master as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Master"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_balance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every city in which there is money of the master */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_CashBalance"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    masters_hand_over: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCashHandover"];
            };
        };
        responses: {
            /** @description The hand-over, which waits to be accepted */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_CashHandover"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text; version=1.0.0; charset=utf-8": string;
                };
            };
            /** @description A token is set, and this is not it */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not from this machine */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_list: {
        parameters: {
            query?: {
                /** @description A city they serve, by name. */
                city?: string;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description How many users a page has. */
                limit?: number;
                /** @description The page, from 1. */
                page?: number;
                role?: "admin" | "operator" | "director" | "master";
                status?: "active" | "inactive";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOperator"];
            };
        };
        responses: {
            /** @description The user as added */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_deactivate: {
        parameters: {
            query?: {
                /** @description The version that was read, unless `If-Match` says it. */
                version?: number;
            };
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, inactive */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorPatch"];
            };
        };
        responses: {
            /** @description The user as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_set_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherPassword"];
            };
        };
        responses: {
            /** @description The user, who has to sign in anew */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_set_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperatorStatusChange"];
            };
        };
        responses: {
            /** @description The user as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_time: {
        parameters: {
            query: {
                /** @description From when: a date of the zone, or RFC 3339. */
                from: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. At most 366 days. */
                to: string;
                /** @description Whose days, such as `Asia/Omsk`; the office's unless said. */
                zone?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sums by day, state and reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_WorkTime"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_log: {
        parameters: {
            query: {
                /** @description From when: a date of the zone, or RFC 3339. */
                from: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. At most 366 days. */
                to: string;
                /** @description Whose days, such as `Asia/Omsk`; the office's unless said. */
                zone?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every entry that touches the period */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_WorkStateEntry"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_set_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkStateChange"];
            };
        };
        responses: {
            /** @description The user as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators_set_own_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkStateChange"];
            };
        };
        responses: {
            /** @description The user as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Operator"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_list: {
        parameters: {
            query?: {
                /** @description The city, by name. */
                city?: string;
                /** @description Closed from when: a date of the office's zone, or RFC 3339. */
                closingFrom?: string;
                /** @description Closed until when: a date, that day included, or RFC 3339, excluded. */
                closingTo?: string;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description Written from when: a date of the office's zone, or RFC 3339. */
                dateFrom?: string;
                /** @description Written until when: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                /** @description How many orders a page has. */
                limit?: number;
                /** @description The master. */
                masterId?: number;
                /** @description Visits from when: a date of the city's zone when `city` is given, else of the office's, or RFC 3339. */
                meetingFrom?: string;
                /** @description Visits until when: a date, that day included, or RFC 3339, excluded. */
                meetingTo?: string;
                /** @description Who wrote the order. */
                operatorId?: number;
                /** @description The page, from 1. */
                page?: number;
                /** @description The client's phone, however written. */
                phone?: string;
                /** @description What was typed into the search box: beginnings of the number, phone, name or address. */
                q?: string;
                /** @description The campaign, by name. */
                rk?: string;
                status?: "new" | "accepted" | "en_route" | "in_progress" | "deferred" | "completed" | "cancelled" | "void";
                typeEquipment?: "kp" | "bt" | "mnch";
                typeOrder?: "first_time" | "repeat" | "warranty";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Order"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description The order as written */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_WrittenOrder"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such call or user, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_OrderCard"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderPatch"];
            };
        };
        responses: {
            /** @description The order as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Order"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_OrderHistory"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_ledger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_LedgerEntry"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderAssignment"];
            };
        };
        responses: {
            /** @description The order as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Order"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_change_status: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderMove"];
            };
        };
        responses: {
            /** @description The order as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Order"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_create_from_call: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description The order as written */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_WrittenOrder"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such call or user, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Settings"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settings_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description The settings in force now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Settings"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shifts_list: {
        parameters: {
            query?: {
                /** @description Only shifts that were called off, or only those that stand. */
                cancelled?: boolean;
                /** @description `nextCursor` or `prevCursor` of an earlier page, instead of `page`. */
                cursor?: string;
                /** @description From when: a date of the office's zone, or RFC 3339. A shift that touches the period is in it. */
                dateFrom?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. */
                dateTo?: string;
                /** @description How many shifts a page has. */
                limit?: number;
                /** @description Whose. */
                operatorId?: number;
                /** @description The page, from 1. */
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of shifts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Shift"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shifts_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives what the first request made, for 72 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShift"];
            };
        };
        responses: {
            /** @description The shift as planned */
            201: {
                headers: {
                    etag: components["headers"]["etag"];
                    location: components["headers"]["location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Shift"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such user, or not for this one */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shifts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shift */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Shift"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shifts_cancel: {
        parameters: {
            query?: {
                /** @description The version that was read, unless `If-Match` says it. */
                version?: number;
            };
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shift, cancelled */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Shift"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shifts_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that was read, as in ETag, strong or weak */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftPatch"];
            };
        };
        responses: {
            /** @description The shift as it is now */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Shift"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shifts_attendance: {
        parameters: {
            query: {
                /** @description From when: a date of the office's zone, or RFC 3339. */
                dateFrom: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. At most 92 days. */
                dateTo: string;
                /** @description Whose. */
                operatorId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every shift with how it was kept */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOf_Attendance"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orders_slots: {
        parameters: {
            query: {
                /** @description The city, by name. */
                city: string;
                /** @description The local day of the city. */
                date: string;
                /** @description What is to be repaired, or an alias of it. */
                typeEquipment: "kp" | "bt" | "mnch";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The slots, earliest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_Slot"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_by_campaign: {
        parameters: {
            query?: {
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_CampaignStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_by_city: {
        parameters: {
            query?: {
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_CityStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_daily: {
        parameters: {
            query?: {
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A row for each day */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_DayFigures"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_by_master: {
        parameters: {
            query?: {
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_MasterStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_my: {
        parameters: {
            query?: {
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_PersonalStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_of_operator: {
        parameters: {
            query?: {
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_PersonalStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_by_operator: {
        parameters: {
            query?: {
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_OperatorStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_overall: {
        parameters: {
            query?: {
                /** @description The longest wait of a timely answer, in seconds. */
                answerSeconds?: number;
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description The longest wait of a short abandon, in seconds; not above `answerSeconds`. */
                shortSeconds?: number;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description The share to be answered in time, in per cent. */
                target?: number;
                variant?: "abandons_met" | "abandons_ignored" | "abandons_negative" | "early_abandons_excluded" | "short_abandons_credited" | "short_abandons_excluded";
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_OfficeStats"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_service_level: {
        parameters: {
            query?: {
                /** @description The longest wait of a timely answer, in seconds. */
                answerSeconds?: number;
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description The longest wait of a short abandon, in seconds; not above `answerSeconds`. */
                shortSeconds?: number;
                /** @description From when: a date of the zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description The share to be answered in time, in per cent. */
                target?: number;
                variant?: "abandons_met" | "abandons_ignored" | "abandons_negative" | "early_abandons_excluded" | "short_abandons_credited" | "short_abandons_excluded";
                /** @description By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out. */
                zone?: string;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every variant */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_ServiceLevels"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_staffing: {
        parameters: {
            query?: {
                /** @description The longest wait of a timely answer, in seconds. */
                answerSeconds?: number;
                /** @description Only this city, by name. */
                city?: string;
                /** @description Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out. */
                endDate?: string;
                /** @description The handle time of intervals in which no call was handled, in seconds. */
                handleSeconds?: number;
                /** @description The length of an interval in minutes: 15, 30 or 60. */
                interval?: number;
                /** @description The largest share of time an agent may be busy, in per cent; not bounded when left out. */
                maxOccupancy?: number;
                /** @description The mean patience of clients in seconds: with it the plan is by Erlang A, without by Erlang C. */
                patience?: number;
                /** @description The share of paid time in which people are not on the line, in per cent, below 100. */
                shrinkage?: number;
                /** @description From when: a date of the office's zone, or RFC 3339. From the first data on when left out. */
                startDate?: string;
                /** @description The share to be answered in time, in per cent. */
                target?: number;
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A row for each interval */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Vec_StaffingRow"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_wallboard: {
        parameters: {
            query?: {
                /** @description The longest wait of a timely answer, in seconds. */
                answerSeconds?: number;
                /** @description Only this city, by name. */
                city?: string;
                /** @description The longest wait of a short abandon, in seconds; not above `answerSeconds`. */
                shortSeconds?: number;
                /** @description The share to be answered in time, in per cent. */
                target?: number;
                variant?: "abandons_met" | "abandons_ignored" | "abandons_negative" | "early_abandons_excluded" | "short_abandons_credited" | "short_abandons_excluded";
            };
            header?: {
                /** @description Answers that the client has, as in ETag: 304 when it is still one of them */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The office now, at most 5 s old */
            200: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Wallboard"];
                };
            };
            /** @description The client has this answer */
            304: {
                headers: {
                    etag: components["headers"]["etag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or no longer */
            401: {
                headers: {
                    "www-authenticate": components["headers"]["www-authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_probe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Any path */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Receipt"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_mango: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The event's path, such as `events/call` */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["MangoPost"];
            };
        };
        responses: {
            /** @description Stored, or nothing to store */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Receipt"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed by an account of this office */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    telephony_sip: {
        parameters: {
            query?: never;
            header?: {
                /** @description The signature of the body */
                "x-sign"?: string;
            };
            path: {
                /** @description The configured source */
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Data_Receipt"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed by this source */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this user */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request took too long to arrive or to serve */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The record has moved on, or its state forbids it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is larger than is taken */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A field does not hold */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Asked too often: Retry-After says when again */
            429: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Overloaded, or the database is away: Retry-After says when again */
            503: {
                headers: {
                    "retry-after": components["headers"]["retry-after"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
