package org.fairhold.redress;

/** What happened to the review of a row that erred. Published in the transaction in which it happened. */
public sealed interface RuleReviewEvent {
    RuleReviews.Open review();

    /** Its owners are asked to look at it. */
    record Asked(RuleReviews.Open review) implements RuleReviewEvent {}

    /** Nobody has looked at it in time. @param day which day late it is, from 1 */
    record Late(RuleReviews.Open review, int day) implements RuleReviewEvent {}

    /** Somebody said what they changed, or why not. */
    record Answered(RuleReviews.Open review) implements RuleReviewEvent {}
}
