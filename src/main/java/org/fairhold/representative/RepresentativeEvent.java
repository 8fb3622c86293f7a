package org.fairhold.representative;

/** What happened with somebody who acts for a party. Published in the transaction in which it happened. */
public sealed interface RepresentativeEvent {
    Representative representative();

    record Started(Representative representative) implements RepresentativeEvent {}

    record Over(Representative representative, Ended as) implements RepresentativeEvent {}
}
