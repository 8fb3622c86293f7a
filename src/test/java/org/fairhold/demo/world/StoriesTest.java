package org.fairhold.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.fairhold.demo.InDemo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stories that a newcomer finds: every ground, and every state in which a person's page looks different. */
@InDemo
class StoriesTest {
    @Autowired
    World world;

    @Autowired
    JdbcClient sql;

    @Test
    void there_is_one_for_each_ground_and_for_each_thing_that_a_case_can_wait_for() {
        world.reset(Seed.STORIES);

        assertThat(sql.sql(
                                "select concat_ws(' ', number, subject_id, ground, stage, waiting_for) from enforcement_case order by number")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "C-2001 oskar POLICY_VIOLATION UNDER_REVIEW reviewReport",
                        "C-2002 mira POLICY_VIOLATION CLOSED nothing",
                        "C-2003 mira POLICY_VIOLATION ANSWER_INVITED answer",
                        "C-2004 jonah POLICY_VIOLATION MEASURE_IN_FORCE checkFix",
                        "C-2005 lucia POLICY_VIOLATION MEASURE_IN_FORCE conditions",
                        "C-2006 tomas POLICY_VIOLATION WARNED acknowledgement",
                        "C-2007 resi POLICY_VIOLATION CLOSED nothing",
                        "C-2008 priya POLICY_VIOLATION AWAITING_DECISION decideMeasure",
                        "C-2009 quickads POLICY_VIOLATION UNDER_REVIEW reviewReport",
                        "C-2010 nadia POLICY_VIOLATION ANSWER_INVITED answer",
                        "C-2011 paula POOR_PERFORMANCE UNDER_REVIEW reviewPerformance",
                        "C-2012 lena DISPUTE DECIDED consent",
                        "C-2013 ivo POLICY_VIOLATION WARNED acknowledgement",
                        "C-2014 viktor FRAUD MEASURE_IN_FORCE investigateFraud",
                        "C-2015 hana ACCOUNT_TAKEOVER MEASURE_IN_FORCE decideChanges",
                        "C-2016 bruno POLICY_VIOLATION WARNED acknowledgement",
                        "C-2017 bruno POLICY_VIOLATION MEASURE_IN_FORCE closureDay",
                        "C-2018 selma POLICY_VIOLATION MEASURE_IN_FORCE conditions");
    }
}
