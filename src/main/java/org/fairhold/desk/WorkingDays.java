package org.fairhold.desk;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Working days by the public holidays and the weekend of a country. A country that the calendar does not know has weekends only. */
public final class WorkingDays {
    private static final Set<DayOfWeek> SATURDAY_AND_SUNDAY = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** Unicode CLDR, weekData: where the weekend is another. */
    private static final Map<Set<String>, Set<DayOfWeek>> OTHER_WEEKENDS = Map.of(
            Set.of("AF"), EnumSet.of(DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
            Set.of("BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"),
                    EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
            Set.of("IR"), EnumSet.of(DayOfWeek.FRIDAY),
            Set.of("IN", "UG"), EnumSet.of(DayOfWeek.SUNDAY));

    private static final Set<String> KNOWN = HolidayManager.getSupportedCalendarCodes().stream()
            .map(code -> code.toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, HolidayManager> CALENDARS = new ConcurrentHashMap<>();

    private WorkingDays() {}

    /**
     * The same time of day, so many working days later.
     *
     * @param country ISO 3166 alpha-2
     */
    public static Instant after(Instant from, int workingDays, String country, ZoneId zone) {
        var start = from.atZone(zone);
        var day = start.toLocalDate();
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day, country)) {
                left--;
            }
        }
        return start.with(day).toInstant();
    }

    private static boolean isWorkingDay(LocalDate day, String country) {
        if (weekend(country).contains(day.getDayOfWeek())) {
            return false;
        }
        var calendar = calendar(country);
        return calendar == null || !calendar.isHoliday(day);
    }

    private static Set<DayOfWeek> weekend(String country) {
        return OTHER_WEEKENDS.entrySet().stream()
                .filter(other -> other.getKey().contains(country))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(SATURDAY_AND_SUNDAY);
    }

    private static @Nullable HolidayManager calendar(String country) {
        return KNOWN.contains(country)
                ? CALENDARS.computeIfAbsent(
                        country,
                        code -> HolidayManager.getInstance(ManagerParameters.create(code.toLowerCase(Locale.ROOT))))
                : null;
    }
}
