//! Every case, by subject and name: the one list.

/// Hands the list of cases to the macro `$then`, after `$context`.
#[doc(hidden)]
#[macro_export]
macro_rules! __conformance_cases {
    ($then:path) => {
        $then! {
            cases::rows {
                a_missing_row_is_none
                plain_rows_come_back_as_they_went_in
                extreme_rows_come_back_as_they_went_in
                every_field_can_be_changed_and_emptied_again
                codes_of_a_later_version_are_kept
                lists_of_ten_thousand_come_back_whole
                a_stale_version_is_refused_with_its_whole_unit
                a_guard_on_a_missing_row_fails
                a_password_is_set_and_replaced
            }
            cases::keys {
                a_guard_that_a_key_is_free_holds_until_it_is_taken
                a_second_owner_of_a_unique_key_is_stale
                an_update_cannot_take_a_key_that_is_taken
                names_and_logins_compare_without_case
            }
            cases::units {
                one_failing_guard_stops_everything
                a_unit_that_collides_with_itself_writes_nothing
                a_unit_without_writes_only_checks
                units_that_undermine_each_other_do_not_both_commit
                of_sixteen_updates_of_one_version_one_wins
                of_sixteen_inserts_of_one_key_one_wins
                sixteen_racing_units_all_land_once
                a_failing_unit_does_not_hurt_its_neighbours
                a_refusal_leaves_its_trace
                a_plain_error_commits_nothing
                a_unit_that_never_wins_gives_up_at_its_deadline
                a_unit_inside_a_unit_is_refused
                a_failing_commit_writes_nothing_and_the_next_one_works
                a_failing_commit_under_racing_units_tells_each_the_truth
                a_unit_borrows_its_callers_arguments
            }
            cases::endings {
                a_cancelled_commit_is_whole_or_nothing
                an_aborted_task_leaves_no_half_unit
                a_thousand_dropped_units_leave_nothing_behind
                units_may_be_dropped_off_the_runtime
                a_store_may_be_dropped_off_the_runtime
                a_closed_store_says_so
                closing_finishes_what_was_taken_in
                any_runtime_is_served
                what_was_committed_survives_a_restart
                migrating_again_changes_nothing
            }
            cases::reads {
                each_statement_sees_its_own_latest_state
                a_snapshot_sees_one_state
                a_snapshot_is_guarded_like_any_read
                open_snapshots_block_nobody
                idle_units_hold_nothing
                a_lagging_read_sees_one_recent_state
                readers_never_see_half_a_unit
            }
            cases::changes {
                every_commit_changes_the_mark
                reading_leaves_the_mark
                an_unchanged_mark_means_unchanged_rows
                a_commit_of_another_handle_changes_the_mark
            }
            cases::lists {
                every_scope_and_filter_selects_the_right_calls
                pages_and_cursors_walk_the_same_list
                a_cursor_needs_no_row_to_point_at
                a_page_past_the_end_has_the_true_total
                calls_are_shown_with_present_names
                extreme_starts_and_ids_are_listed
                calls_written_by_hand_are_in_the_list
            }
            cases::scopes {
                totals_are_exact_to_ten_thousand
                own_calls_of_a_served_city_are_listed_once
                a_single_call_is_subject_to_the_scope
                participants_grow_and_follow_the_start
                two_thousand_participants_come_back_whole
                users_are_listed_by_scope_and_filter
            }
            cases::ids {
                racing_leases_do_not_overlap
                leases_of_a_kind_rise_from_one
                leases_survive_a_restart
                shared_sources_give_each_id_once
            }
            cases::idempotency {
                a_key_answers_what_it_made
                a_key_is_used_once
                racing_requests_with_one_key_make_one_thing
                a_failing_commit_under_a_racing_key_makes_one_thing
                purging_forgets_keys_that_ran_out
            }
            cases::past_marks {
                a_row_becomes_one_thing_for_ever
                marks_are_told_apart_by_their_whole_name
            }
            cases::telephony {
                events_come_back_in_order_and_byte_for_byte
                an_event_is_stored_once
                the_conversation_is_the_head_of_its_events
                conversations_are_told_apart_by_their_whole_name
                the_call_of_a_conversation_is_found
                events_with_a_problem_are_listed_latest_first
                open_conversations_become_due
                conversations_are_walked_by_id
                refusals_are_counted
                unknown_lines_are_counted_until_they_are_known
                events_go_by_time_and_are_never_stored_again
            }
            cases::sessions {
                sessions_of_a_user_are_listed_latest_first
                the_list_of_sessions_is_bounded
                revoking_all_sessions_spares_the_right_ones
                a_rotation_cannot_undo_a_revocation
                throttles_are_found_by_key
                purging_takes_what_ran_out
            }
            cases::shift_facts {
                every_scope_and_filter_selects_the_right_shifts
                a_single_shift_is_subject_to_the_scope
                time_is_taken_by_shifts_that_stand
                of_racing_shifts_that_overlap_one_is_written
            }
            cases::audit {
                entries_come_back_in_order_and_byte_for_byte
                a_reader_that_follows_misses_no_entry
                an_entry_goes_with_its_unit
                the_latest_entries_are_listed_backwards
                a_block_seals_its_rows
                a_block_is_sealed_once
                entries_go_up_to_the_anchor
            }
            cases::cash_facts {
                every_scope_and_filter_selects_the_right_handovers
                money_is_shown_with_present_names
                a_balance_sums_the_ledger_and_the_handovers
                every_scope_and_filter_selects_the_right_costs
                costs_of_days_are_those_that_touch_them
                masters_are_listed_with_their_open_orders
            }
            cases::events {
                events_come_back_in_order
                an_event_goes_with_its_unit
                a_reader_that_follows_misses_no_event
                positions_rise_across_a_restart
                the_epoch_stays_until_it_is_replaced
                the_feed_goes_from_its_beginning
            }
            cases::jobs {
                jobs_become_due_at_their_time
                jobs_of_a_subject_wait_for_the_oldest
                a_job_with_a_higher_id_that_was_added_first_comes_first
                jobs_that_are_long_done_are_purged
                a_lease_hides_a_job_until_it_runs_out
                the_version_is_the_fence
                jobs_in_a_state_are_listed_latest_first
            }
            cases::office {
                reference_data_is_listed_in_order
                a_line_is_found_by_its_number
                a_setting_is_changed_by_version
                an_extension_finds_its_active_user
                work_states_follow_without_gap
            }
            cases::order_facts {
                the_history_of_an_order_comes_back_in_order
                history_and_ledger_are_written_once
                entries_of_the_ledger_come_back_as_they_were_posted
                a_place_is_free_while_fewer_hold_one
                racing_units_take_no_more_places_than_there_are
                taken_places_of_a_period_are_counted_by_start
                open_orders_of_a_phone_are_found
                of_sixteen_updates_of_an_order_one_wins
            }
            cases::order_lists {
                every_scope_and_filter_selects_the_right_orders
                pages_and_cursors_walk_the_same_orders
                a_walk_gives_the_orders_as_they_were_written
                the_orders_of_a_call_are_found
                a_single_order_is_subject_to_the_scope
                an_order_is_found_by_its_present_words
                a_search_may_match_thousands
                orders_are_shown_with_present_names
                extreme_meetings_and_ids_are_listed
            }
            cases::counters {
                counters_are_what_the_rows_add_up_to
                a_recount_counts_by_the_days_of_another_zone
                every_row_is_walked_by_id
            }
            cases::callback_facts {
                every_scope_and_filter_selects_the_right_call_backs
                pages_and_cursors_walk_the_same_call_backs
                a_stretch_is_read_as_the_time_line_cuts_it
                a_long_run_of_missed_calls_is_counted_so_far
                units_that_touch_one_phone_do_not_overlook_each_other
            }
            cases::model {
                random_operations_answer_as_the_reference_does
            }
            office::access {
                every_read_of_calls_keeps_the_scope
                a_filter_never_widens_the_scope
                only_admins_and_operators_classify_and_only_what_they_see
                the_feed_of_calls_keeps_the_scope
                the_feed_of_people_keeps_the_scope
                users_are_seen_within_the_served_cities
                lines_are_seen_within_the_served_cities
                every_right_is_refused_to_who_has_it_not
            }
            office::busy {
                a_call_makes_busy_and_then_wraps_up
                without_wrap_up_the_operator_is_online_at_once
                a_call_told_late_and_whole_still_counts
                late_news_never_begin_before_the_present_entry
                a_break_is_left_alone
                of_two_calls_the_last_one_ends_the_talk
                a_call_handed_on_makes_the_next_one_busy
                a_call_by_hand_changes_no_state
                a_call_whose_end_never_comes_is_ended_by_the_sweeper
                racing_events_leave_nobody_busy
                whatever_happens_the_log_tiles_and_is_counted
            }
            office::callbacks {
                a_missed_client_waits_until_somebody_talks_with_it_in_any_order_of_events
                any_traffic_in_any_order_gives_the_same_call_backs
                racing_calls_of_a_client_do_not_overlook_each_other
                a_corrected_call_takes_its_call_back_with_it
                only_missed_clients_with_a_number_wait
                colleagues_share_the_call_backs_they_see
                every_read_of_call_backs_keeps_the_scope
            }
            office::calls {
                one_key_makes_one_call
                a_key_stands_for_one_request_of_one_actor
                a_call_that_somebody_else_had_is_theirs
                a_call_by_hand_that_cannot_be_is_refused
                a_call_by_hand_to_an_unknown_line_counts_the_line
                a_stale_classification_learns_the_present_version
                classification_and_provider_events_leave_each_other_alone
                a_walk_visits_every_call_once
            }
            office::counted {
                calls_count_once_they_are_over
                talks_of_thousands_of_years_are_stored_and_counted
                another_office_zone_counts_anew
                counting_anew_amid_traffic_counts_each_once
                a_wrong_counter_is_found_and_set_right
                totals_of_whole_days_count_what_the_list_shows
                totals_of_a_long_scope_are_bounds
            }
            office::campaign_costs {
                a_campaign_is_added_renamed_and_put_away
                a_campaign_s_name_is_one_campaign_s
                a_cost_is_entered_changed_and_taken_back
                a_cost_that_cannot_be_is_refused
                costs_are_seen_where_they_were_spent
                racing_changes_of_a_cost_lose_none
            }
            office::cash {
                cash_is_handed_over_and_accepted
                a_handover_that_was_decided_stays_so
                of_sixteen_acceptances_one_is_taken
                cash_is_handed_over_where_the_master_has_any
                cash_is_decided_by_who_may_and_seen_by_who_must
                nobody_accepts_what_they_handed_over
                a_balance_is_told_to_who_may_know_it
                a_reopened_order_leaves_a_debt_of_the_office
                one_key_hands_over_once
            }
            office::clients {
                a_card_shows_what_its_actor_sees
                a_long_card_is_bounded_and_counted
            }
            office::clocks {
                what_a_clock_years_off_tells_has_no_effect
                one_event_out_of_time_leaves_the_others_their_call
                a_clock_years_ahead_hides_no_later_miss
                a_clock_years_behind_stretches_no_report
                a_clock_wrong_by_a_zone_loses_no_call
                how_far_a_clock_may_be_off_is_a_setting
                an_archive_is_played_again_whatever_its_times
            }
            office::directory {
                a_city_s_name_is_taken_once_in_any_case
                two_cities_cannot_race_to_one_name
                a_stale_form_is_refused
                a_number_is_one_line
                a_line_belongs_to_an_open_city
                racing_lines_create_a_campaign_once
                settings_are_kept_and_none_is_lost
            }
            office::exports {
                calls_come_once_up_to_where_the_export_began
                an_export_is_the_same_in_parts_of_any_size
                orders_come_once_while_they_change
                an_export_is_a_right_and_is_told
                a_row_says_what_the_order_says
                the_rows_of_a_table_come_as_they_are
            }
            office::feed {
                a_waiting_reader_is_woken_by_a_commit
                a_long_feed_is_read_whole_within_the_scope
                a_conversation_is_told_step_by_step
                a_feed_read_once_is_filtered_alike_for_everybody
                a_shift_is_told_to_who_reads_it
                a_user_of_several_cities_is_told_in_each
                a_campaign_added_by_its_name_is_told
                a_kept_place_is_gone_on_from_or_reset
            }
            office::guessing {
                an_unknown_login_and_a_wrong_password_get_the_same_answer
                a_login_is_the_same_in_any_case
                parallel_guesses_get_no_more_attempts_than_patient_ones
                a_stranger_elsewhere_cannot_delay_a_colleague
                the_delay_is_per_pair_and_ends
                one_address_cannot_try_every_login
                a_password_typed_as_a_login_is_not_kept
            }
            office::ingest {
                traffic_in_any_order_by_many_at_once_gives_each_call
                a_call_over_two_lines_is_attributed_in_any_order
                an_unknown_line_is_counted_and_later_calls_are_attributed
                editing_a_line_leaves_its_calls_alone
                a_handed_on_extension_does_not_rewrite_old_calls
                an_extension_nobody_has_leaves_the_operator_empty
                a_ready_recording_becomes_one_job
                a_hidden_caller_gives_a_call_without_a_client
                an_event_that_could_not_be_stored_is_not_acknowledged
            }
            office::ledger {
                what_is_not_understood_is_kept_and_listed_once
                an_event_kept_unread_before_is_a_repetition_now
                a_contradiction_is_listed_and_decided_one_way
                a_crowded_conversation_takes_no_more_events
                a_body_posted_to_made_up_paths_is_kept_once
                a_call_changed_behind_the_ledger_is_found
                a_card_shows_the_events_in_the_order_of_arrival
            }
            office::masters {
                masters_are_listed_with_what_they_have_to_do
                a_director_manages_masters_of_own_cities_only
                a_master_stays_a_master
                open_orders_stay_with_a_master_who_left
                a_director_moves_masters_of_own_cities
            }
            office::matrix {
                every_cell_of_the_table_holds
            }
            office::order_money {
                a_closing_is_posted_reversed_and_posted_anew
                money_is_written_only_while_the_order_is_open
                the_ledger_is_the_money_of_completed_orders
                an_order_changed_behind_its_history_is_found
            }
            office::order_races {
                of_sixteen_edits_of_an_order_one_is_taken
                of_racing_moves_one_is_made
                the_last_place_of_a_slot_is_given_once
                racing_visits_do_not_overbook_a_slot
                one_key_writes_one_order
                one_key_takes_the_last_place_once
            }
            office::order_sight {
                every_read_of_orders_keeps_the_scope
                a_written_order_tells_of_no_order_out_of_sight
                only_who_sees_an_order_changes_it
                the_feed_of_orders_keeps_the_scope
            }
            office::orders {
                an_order_from_a_call_says_what_the_call_says
                an_order_that_cannot_be_is_refused
                orders_move_along_the_table_and_nowhere_else
                an_order_may_change_its_city_before_the_master_sets_out
                slots_tell_the_room_that_is_left
                the_list_shows_what_is_to_be_done_first
                an_order_is_found_by_what_people_remember
                an_order_changes_hands
            }
            office::passwords {
                a_bcrypt_hash_verifies_and_is_replaced_on_sign_in
                a_double_click_on_the_first_sign_in_signs_in_twice
                a_changed_password_ends_the_other_sessions
                the_present_password_cannot_be_guessed_either
                a_password_set_by_an_admin_ends_every_session
                a_password_set_by_an_admin_stands_against_a_change_in_flight
            }
            office::past {
                users_sign_in_with_their_old_passwords
                a_user_who_is_here_already_stands_for_the_row
                calls_are_derived_as_if_they_had_been_followed
                who_was_missed_long_ago_does_not_wait
                orders_keep_their_status_their_times_and_their_money
                what_cannot_have_been_is_left_out_and_the_rest_goes_in
                a_repeated_batch_adds_nothing
                racing_imports_write_each_row_once
            }
            office::people {
                the_last_admin_stays
                racing_demotions_of_two_admins_leave_one
                a_login_is_taken_once
                an_extension_is_one_active_user_s
                a_stale_form_of_a_user_is_refused
                a_user_that_does_not_hold_together_is_refused
            }
            office::presence {
                who_gives_no_sign_of_life_is_offline_since_the_last_one
                a_sign_of_life_is_written_once_a_minute
                an_ended_session_is_no_presence
                who_never_signed_in_is_left_alone
                signing_out_of_the_last_session_ends_the_work
                who_vanished_is_found_before_the_sessions_are_purged
                who_vanished_on_a_call_is_found_after_it
                calls_leave_the_form_of_a_user_alone
            }
            office::refused {
                a_delivery_that_is_not_ours_is_only_counted
                a_connection_check_leaves_nothing
                refusals_are_counted_by_day
            }
            office::repeated {
                office_data_is_added_once_for_a_key
                a_master_is_added_once_for_a_key
                a_password_is_no_part_of_what_a_key_remembers
                racing_requests_with_one_key_add_one_user
            }
            office::shifts {
                a_shift_is_planned_changed_and_called_off
                a_shift_that_cannot_be_is_refused
                one_key_plans_one_shift
                racing_shifts_of_one_user_do_not_overlap
                shifts_are_seen_and_planned_by_whom_they_concern
                attendance_compares_shifts_with_the_log
            }
            office::sign_in {
                a_refresh_token_is_no_access_token_nor_the_other_way_round
                a_token_nobody_here_signed_is_refused
                tokens_and_sessions_expire
                an_ended_session_refuses_both_tokens_at_once
                a_deactivated_user_is_out_at_once
                what_another_program_decides_about_a_user_holds_at_once
                a_changed_role_holds_from_the_next_request_on
                tabs_that_refresh_at_once_all_stay_signed_in
                an_old_refresh_token_ends_the_session_and_leaves_a_trace
                sessions_are_their_owner_s
                a_ticket_is_taken_once_whichever_process_issued_it
                a_ticket_ends_soon_and_what_it_gives_ends_with_the_token_it_was_made_from
            }
            office::sip {
                every_recorded_scenario_gives_its_call
                a_source_is_known_by_its_own_signature
                a_changed_source_leaves_its_calls_alone
            }
            office::stats {
                my_figures_are_those_of_my_calls_and_orders
                a_master_has_the_figures_of_its_orders
                the_office_s_figures_hold_all_cities_and_a_city_s_its_own
                tables_divide_what_the_office_has
                days_are_those_of_the_zone_that_is_asked_for
                any_period_has_figures_up_to_ten_years
                a_walk_of_the_log_meets_every_row_once
                the_wallboard_shows_this_moment
                staffing_follows_the_calls_that_came
                figures_are_shown_to_whom_they_concern
                who_serves_no_city_sees_zeros
            }
            office::stats_model {
                random_offices_give_the_figures_a_naive_pass_gives
            }
            office::retention {
                nothing_goes_unless_a_setting_says_so
                too_little_time_is_refused
                a_sealed_call_stays_as_it_is
                a_place_in_the_feed_that_is_gone_is_told
                the_audit_goes_behind_a_signed_anchor
                nodes_let_go_beside_each_other
                tampering_is_not_let_go
                a_conversation_begins_with_its_earliest_event
                no_block_reaches_over_the_end_of_a_month
            }
            office::sweeping {
                a_conversation_is_closed_30_s_after_its_legs
                a_silent_conversation_is_closed_after_2_h
                the_times_of_the_sweeper_are_settings
                a_late_account_corrects_a_swept_call
                a_late_account_completes_a_swept_call
                a_late_leg_does_not_open_a_finished_call
                racing_sweepers_close_a_conversation_once
                a_late_end_of_another_leg_is_waited_for_too
                one_that_fails_does_not_keep_the_others_open
            }
            office::trail {
                every_change_leaves_its_entry
                what_changes_nothing_leaves_no_entry
                settled_entries_are_sealed_once_and_verify
                a_long_log_is_sealed_block_by_block
                the_walk_verifies_offline
                verifying_while_others_write_and_seal_finds_nothing_broken
            }
            office::work_queue {
                jobs_of_a_subject_come_in_order
                racing_workers_get_each_job_once
                a_worker_that_lost_its_lease_cannot_report
                a_job_is_dead_after_twelve_failures_and_can_be_retried
                a_job_that_no_worker_survives_is_given_up
                a_job_waits_for_its_time
            }
            office::work_time {
                the_log_tiles_the_time_whatever_the_clock_does
                racing_changes_of_state_tile_too
                a_state_is_set_by_hand_only_where_it_may
                a_period_shows_the_entries_that_touch_it
                a_day_is_added_up_by_state_and_reason
                time_is_read_by_whom_it_concerns
            }
        }
    };
}

/// The tests of the suite; see [`conformance`](crate::conformance).
///
/// Takes an expression that makes a [`Fixture`](crate::conformance::Fixture); each case evaluates it once.
#[macro_export]
macro_rules! conformance_tests {
    ($fixture:expr) => {
        fn conformance_fixture() -> impl $crate::conformance::Fixture {
            $fixture
        }
        $crate::__conformance_cases!($crate::__conformance_test);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __conformance_test {
    ($( $group:ident :: $subject:ident { $( $case:ident )+ } )+) => { $(
        mod $subject {
            $(
                #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    $crate::conformance::$group::$subject::$case(&super::conformance_fixture()).await;
                }
            )+
        }
    )+ };
}

#[cfg(test)]
mod tests {
    macro_rules! listed {
        ($( $group:ident :: $subject:ident { $( $case:ident )+ } )+) => {
            /// Of each subject its name, its cases and its source.
            const LISTED: &[(&str, &[&str], &str)] = &[ $( (
                stringify!($subject),
                &[ $( stringify!($case) ),+ ],
                include_str!(concat!(stringify!($group), "/", stringify!($subject), ".rs")),
            ) ),+ ];
        };
    }
    crate::__conformance_cases!(listed);

    #[test]
    fn every_case_is_listed_once_in_the_order_of_its_file() {
        for (subject, listed, source) in LISTED {
            let written: Vec<_> = source
                .lines()
                .filter_map(|line| line.strip_prefix("pub async fn ")?.split_once('('))
                .map(|(name, _)| name)
                .collect();
            assert_eq!(*listed, written, "{subject}");
        }
    }

    #[test]
    fn every_subject_is_listed_once() {
        let mut written: Vec<_> = [include_str!("cases/mod.rs"), include_str!("office/mod.rs")]
            .into_iter()
            .flat_map(str::lines)
            .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
            .collect();
        written.sort_unstable();
        let mut listed: Vec<_> = LISTED.iter().map(|(subject, ..)| *subject).collect();
        listed.sort_unstable();
        assert_eq!(listed, written);
    }
}
