"""4 analyse: one generator per check. The docstring is the rule; none prints, none edits."""

from collections.abc import Callable, Iterator
from datetime import date

from playbook.checks import (
    approvals,
    assets,
    audiences,
    bounds,
    confidentiality,
    decisions,
    handwritten,
    in_force,
    interface,
    languages,
    personal,
    prose,
    references,
    settings,
    upkeep,
)
from playbook.diagnostics import Diagnostic
from playbook.linking.playbook import Playbook

Check = Callable[[Playbook, date], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    references.former_ids_lead_to_one_entry,
    references.references_lead_to_an_entry,
    references.references_name_what_their_readers_see,
    references.published_names_no_draft,
    decisions.decisions_are_whole,
    in_force.bounds_are_in_force,
    in_force.references_are_in_force,
    in_force.what_ends_is_seen_to,
    bounds.bounds_measure_alike,
    bounds.limits_are_amounts,
    decisions.cases_come_where_they_say,
    decisions.perimeters_settle_what_is_asked,
    decisions.who_does_not_know_goes_on,
    audiences.audiences_exist,
    audiences.what_is_kept_has_readers,
    audiences.audiences_are_in_order,
    audiences.what_is_kept_is_not_for_everybody,
    audiences.audiences_are_named_in_known_languages,
    confidentiality.restricted_stands_apart,
    confidentiality.second_folder_is_for_few,
    confidentiality.restricted_files_stay_so,
    languages.languages_are_known,
    languages.published_is_translated,
    languages.translations_are_fresh,
    interface.words_fit,
    handwritten.pages_by_hand_run_nothing,
    settings.defaults_name_kinds,
    settings.amounts_are_in_the_currency,
    settings.who_is_called_has_a_telephone,
    prose.prose_is_plain,
    prose.published_is_filled_in,
    prose.drafts_are_begun,
    personal.no_personal_data,
    assets.assets_are_there,
    assets.assets_are_used,
    upkeep.approved_has_an_owner,
    upkeep.approved_has_a_review,
    upkeep.review_is_not_overdue,
    approvals.approvals_cover_the_text,
    upkeep.retired_says_what_replaces_it,
    upkeep.contracts_run,
    upkeep.thresholds_are_used,
    upkeep.engagements_are_revisited,
    upkeep.engagements_are_forgotten_in_time,
    upkeep.dates_run_forward,
    upkeep.what_was_done_is_past,
    upkeep.ended_says_when,
    upkeep.incompatible_roles_do_not_deputise,
)


def run(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Every check over the whole playbook."""
    for check in CHECKS:
        yield from check(playbook, today)
